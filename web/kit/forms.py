"""Forms as they arrive: from our own pages only, typed text never lost, one wish one act."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from actions.accounts.accounts import same_secret
from actions.directory.entry import DirectoryEntry, wish_id
from actions.execute import Act
from documents.intake.sent_file import SentFile
from domain.calendar.dates import parse_day
from domain.facts.texts import UNPRINTABLE, check_printable
from domain.text import nfc
from models.accounts.accounts import SavedForm
from models.unit_of_work import reading, transaction
from web.kit.body import allow_files
from web.kit.request import (
    AnyContext,
    RequestContext,
    SignInNeeded,
    go,
)

HIDDEN = frozenset({"csrf", "act", "page"})
PROOF = frozenset({"password", "current_code"})  # show whose session it is; never kept
MOST_FIELDS = 500


@dataclass(frozen=True, slots=True)
class Form:
    """`page` is the address of the page the form stood on; `act` the id made with the form."""

    values: Mapping[str, list[str]]
    files: Mapping[str, SentFile] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The text typed, in the one normal form, without blanks around it."""
        return nfc(next(iter(self.values.get(name, [])), "")).strip()

    def many(self, name: str) -> list[str]:
        return [nfc(value).strip() for value in self.values.get(name, []) if value.strip()]

    def day(self, name: str) -> date:
        """Raises BadInput naming the field."""
        return parse_day(self.one(name), field=name)

    def act(self, case: str, person: str) -> Act:
        return Act(act_id=self.one("act"), case_id=case, person=person)

    @property
    def wish(self) -> str:
        """The form's id and what it says, for what is kept beside the cases."""
        said = {name: typed for name, typed in self.typed.items() if name not in PROOF}
        files = {
            name: hashlib.sha256(file.content).hexdigest() for name, file in self.files.items()
        }
        return wish_id(self.one("act"), [said, files])

    def entry(self, person: str) -> DirectoryEntry:
        return DirectoryEntry(act_id=self.wish, by=person, document=self.one("document"))

    @property
    def page(self) -> str:
        """Only an address of ours: another would send people away."""
        page = self.one("page")
        ours = page.startswith("/") and not page.startswith(("//", "/\\"))
        return page[:300] if ours else "/"

    def without(self, *secret: str) -> Form:
        """The same form, of which these fields are never kept."""
        left = {name: said for name, said in self.values.items() if name not in secret}
        return Form(left, self.files)

    @property
    def printable(self) -> Form:
        """The same form, of what was typed only what a page and a database can hold."""
        cleaned = {
            n: [UNPRINTABLE.sub("", text) for text in said] for n, said in self.values.items()
        }
        return Form(cleaned, self.files)

    @property
    def typed(self) -> dict[str, list[str]]:
        return {name: said for name, said in self.values.items() if name not in HIDDEN}


async def posted(request: Request, ctx: AnyContext) -> Form:
    """The form, from a live session and our own page. Raises SignInNeeded or 403.

    Where the session has ended while somebody was typing, the text is kept for that person.
    """
    return await _sent(request, ctx)


async def posted_secretly(request: Request, ctx: AnyContext) -> Form:
    """The same for passwords and ballots: nothing typed is kept, whatever happens to the form."""
    return await _sent(request, ctx, secret=True)


async def _sent(request: Request, ctx: RequestContext, *, secret: bool = False) -> Form:
    if ctx.signed is not None:
        allow_files(request.scope)
    form = await read_form(request)
    if ctx.signed is None:
        raise SignInNeeded(form.page)
    if not same_secret(ctx.signed.session.csrf, form.one("csrf")):
        raise HTTPException(403)
    if not ctx.signed.live:
        if not secret:
            await run_in_threadpool(_keep, ctx, ctx.signed.viewer.person, form, "")
        raise SignInNeeded(form.page, expired=not secret)
    keep_if_refused(request, form.without(*form.typed) if secret else form.printable)
    for said in form.typed.values():
        for text in said:
            check_printable(text)
    return form


def keep_if_refused(request: Request, form: Form) -> None:
    """What goes back to the page of the form, should the act be refused (web/application.py)."""
    request.state.form = form


def kept_if_refused(request: Request) -> Form | None:
    form: Form | None = getattr(request.state, "form", None)
    return form


async def read_form(request: Request) -> Form:
    """Fields and files, without asking who sends them: only for signing in."""
    values: dict[str, list[str]] = {}
    files: dict[str, SentFile] = {}
    async with request.form(max_files=5, max_fields=MOST_FIELDS) as sent:
        for name, value in sent.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    files[name] = SentFile(nfc(value.filename), await value.read())
            else:
                values.setdefault(name, []).append(value)
    if any(values.get("not_secret", ())):  # a box beside the file (kit/parts.html)
        files = {name: replace(file, not_secret=True) for name, file in files.items()}
    return Form(values, files)


Posted = Annotated[Form, Depends(posted)]
Secret = Annotated[Form, Depends(posted_secretly)]
Typed = Annotated[Form, Depends(read_form)]


def go_back(ctx: RequestContext, form: Form, why: str = "") -> Response:
    """To the page of the form, with everything that was typed; `why` says what was refused."""
    _keep(ctx, ctx.person, form, why)
    return go(form.page)


def save_form(ctx: RequestContext, form: Form, page: str) -> None:
    """Hand a form over to the page that shows it once more; its act id goes with it."""
    kept = SavedForm(form.without(*PROOF).typed | {"act": [form.one("act")]}, "")
    _store(ctx, ctx.person, page, kept)


def saved_form(ctx: RequestContext, page: str) -> Form | None:
    """What was handed over; it stays there, so that a page can be loaded again."""
    with reading(ctx.app) as uow:
        kept = uow.accounts.kept_form(ctx.person, page)
    return Form(kept[0].fields) if kept else None


def _keep(ctx: RequestContext, person: str, form: Form, message: str) -> None:
    _store(ctx, person, form.page, SavedForm(form.without(*PROOF).typed, message))


def _store(ctx: RequestContext, person: str, page: str, kept: SavedForm) -> None:
    at = ctx.app.clock()
    transaction(ctx.app.engine, lambda uow: uow.accounts.keep_form(person, page, kept, at))
