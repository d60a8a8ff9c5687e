"""Refusals as problem+json (RFC 9457): the code, one sentence, the facts, the articles."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from pydantic_core import to_jsonable_python
from starlette.exceptions import HTTPException as StarletteHTTPException

from actions.app import App
from actions.audit.attempts import note_refused
from domain import errors as e
from domain.accounts.errors import BadToken, ScopeMissing
from domain.errors import CaseworkError
from notifications.wording import problem
from web.kit.language import language_of

MEDIA_TYPE = "application/problem+json"
FORBIDDEN = (
    e.NotAllowed,
    e.NotYourTask,
    e.SelfApproval,
    e.SamePersonTwice,
    e.CannotRead,
    e.ConflictOfInterest,
    ScopeMissing,
)
UNFIT = (
    e.BadInput,
    e.BadProvince,
    e.BadSheet,
    e.BadPaper,
    e.BadTemplate,
    e.BadTally,
    e.BadCouncil,
    e.OptionNotOffered,
    e.ReasonMissing,
    e.NoVersionInForce,
    e.NoAgencyForRole,
)
STATUSES: tuple[tuple[type[CaseworkError] | tuple[type[CaseworkError], ...], int], ...] = (
    (e.NotFound, 404),
    (BadToken, 401),
    (FORBIDDEN, 403),
    (UNFIT, 422),
    (e.Refused, 409),
    (e.StaleCase, 409),
    (e.NoPdf, 503),
    (CaseworkError, 500),
)


class Problem(BaseModel):
    """`code` is stable; `detail` is for people, in Vietnamese or English; `facts` fill it."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    facts: dict[str, Any] = {}
    basis: list[str] = []


def refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, CaseworkError)
    app: App = request.app.state.app
    person = getattr(request.state, "person", "")
    if isinstance(error, e.NotFound) and (case := request.path_params.get("case")):
        note_refused(app, person, case, request.url.path, error)
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    cited = [app.catalogue.instruments.cite(basis) for basis in error.basis]
    said = app.sentence(error, language_of(request))
    facts = to_jsonable_python(error.facts, fallback=str)
    return answer(status, error.code, said, facts, cited)


def http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)
    said = stopped(request, error.status_code, f"http.{error.status_code}", {})
    said.headers.update(error.headers or {})
    return said


def unfit(request: Request, error: Exception) -> JSONResponse:
    """What was sent does not have the documented form. Values are never sent back."""
    assert isinstance(error, RequestValidationError)
    where = [
        {"where": ".".join(str(part) for part in found["loc"]), "what": found["msg"]}
        for found in error.errors()
    ]
    return stopped(request, 422, "input.shape", {"errors": where})


def broken(request: Request, _error: Exception) -> JSONResponse:
    """A fault of ours: told without a word of what it was, which goes into the log."""
    return stopped(request, 500, "http.500", {})


def stopped(request: Request, status: int, code: str, facts: dict[str, Any]) -> JSONResponse:
    """A request that no rule was asked about."""
    return answer(status, code, problem(code, language=language_of(request)), facts, [])


def answer(
    status: int, code: str, detail: str, facts: dict[str, Any], basis: list[str]
) -> JSONResponse:
    problem = Problem(
        type=f"urn:thamdinh:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        facts=facts,
        basis=basis,
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return JSONResponse(problem.model_dump(), status, headers=headers, media_type=MEDIA_TYPE)
