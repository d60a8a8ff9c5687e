"""The application put together from its pages."""

from __future__ import annotations

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.gzip import GZipMiddleware

from actions.app import App
from actions.audit.attempts import note_refused
from bootstrap.logs import request_id
from domain.errors import CaseworkError, NotFound, Refused, RegulationError
from web import (
    audit,
    calendar,
    health,
    hearing,
    help,
    law,
    operations,
    search,
    watch,
)
from web.accounts import (
    absence,
    account,
    accounts,
    letters,
    oidc,
    sign_in,
    tokens,
)
from web.api import problems
from web.api.application import create_api
from web.cases import (
    cases,
    exports,
    fields,
    holding,
    inbox,
    migrate,
    mine,
    new_case,
    preview,
    statistics,
    tasks,
)
from web.decisions import changes, registers
from web.directory import (
    directory,
    directory_changes,
    leaving,
    people_import,
    province,
    record_book,
    records,
)
from web.eligibility import upcoming
from web.health import Watch
from web.kit.body import BodyLimit, limit_of_pages
from web.kit.forms import go_back, kept_if_refused
from web.kit.options import Options
from web.kit.pages import STATIC
from web.kit.request import RequestContext, SignInNeeded, address_of, go, open_context
from web.kit.security import guard
from web.papers import draft_tools, papers, signing
from web.told import bell, feed, mail, today
from web.votes import ballots, tellers, vote_forms, votes

PAGES = (
    sign_in,
    oidc,
    account,
    absence,
    tokens,
    letters,
    accounts,
    today,
    bell,
    mail,
    feed,
    inbox,
    search,
    watch,
    help,
    exports,
    tasks,
    holding,
    migrate,
    fields,
    new_case,
    cases,
    signing,
    draft_tools,
    papers,
    votes,
    vote_forms,
    ballots,
    tellers,
    hearing,
    mine,
    preview,
    law,
    calendar,
    upcoming,
    statistics,
    registers,
    changes,
    directory,
    directory_changes,
    leaving,
    records,
    record_book,
    people_import,
    province,
    audit,
    operations,
)
STATUSES: tuple[tuple[type[CaseworkError], int], ...] = (
    (NotFound, 404),
    (Refused, 409),
    (RegulationError, 500),
    (CaseworkError, 503),
)


def create_app(app: App, options: Options | None = None) -> FastAPI:
    """Pages and interface, running on this application."""
    web = assemble()
    run_on(web, app, options or Options())
    return web


def run_on(web: FastAPI, app: App, options: Options) -> None:
    """From now on it answers for this application."""
    for part in (web, web.state.api):
        part.state.app, part.state.options = app, options
    web.state.watch = Watch(app)


def assemble() -> FastAPI:
    """Pages for people. The JSON interface is documented; the pages are not part of it."""
    web = FastAPI(
        title="Thẩm Định", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    for page in PAGES:
        web.include_router(page.router)
    web.add_api_route("/static/{digest}/{name}", _static, include_in_schema=False)
    web.include_router(health.router)
    web.state.api = create_api()
    web.mount("/api/v1", web.state.api)
    web.add_middleware(BodyLimit, limit=limit_of_pages)
    web.add_middleware(GZipMiddleware, minimum_size=800)
    web.add_middleware(BaseHTTPMiddleware, dispatch=guard)
    web.add_exception_handler(SignInNeeded, _to_sign_in)
    web.add_exception_handler(CaseworkError, _refused)
    web.add_exception_handler(StarletteHTTPException, _http_error)
    web.add_exception_handler(RequestValidationError, _bad_address)
    web.add_exception_handler(Exception, _broken)
    return web


def _static(digest: str, name: str) -> Response:
    """Files of ours; the digest in the address only makes browsers fetch a changed one."""
    ours = {path.name: path for path in STATIC.iterdir()}
    if not digest.isalnum() or name not in ours:
        raise HTTPException(404)
    return FileResponse(
        ours[name], headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )


def _to_sign_in(_request: Request, error: Exception) -> RedirectResponse:
    assert isinstance(error, SignInNeeded)
    return go(sign_in.address(error.back, expired=error.expired))


def _refused(request: Request, error: Exception) -> Response:
    """A form goes back to its page with the reason and everything that was typed."""
    assert isinstance(error, CaseworkError)
    ctx = open_context(request)
    if ctx.signed is not None and isinstance(error, NotFound):
        _note(ctx, error)
    if form := kept_if_refused(request):
        return go_back(ctx, form, ctx.refusal(error))
    status = next(code for kind, code in STATUSES if isinstance(error, kind))
    return ctx.page("kit/error.html", status=status, code=status, message=ctx.refusal(error))


def _note(ctx: RequestContext, error: NotFound) -> None:
    asked = ctx.request.path_params.get("case", "")
    if asked and ctx.signed:
        note_refused(ctx.app, ctx.signed.viewer.person, asked, address_of(ctx.request), error)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    if request.url.path.startswith("/api/"):  # an address so odd that no application takes it
        return problems.http_error(request, error)
    ctx = open_context(request)
    return ctx.page("kit/error.html", status=error.status_code, code=error.status_code, message="")


def _broken(request: Request, _error: Exception) -> Response:
    """A fault of ours: the log has its trace; the person learns that nothing is half done. It may
    be the database that fails: this page reads nothing from it, not even who is asking."""
    nobody = RequestContext(request, request.app.state.app, request.app.state.options, None)
    asked = request_id.get()
    return nobody.page("kit/error.html", status=500, code=500, message="", asked=asked)


def _bad_address(request: Request, _error: Exception) -> Response:
    return open_context(request).page("kit/error.html", status=404, code=404, message="")
