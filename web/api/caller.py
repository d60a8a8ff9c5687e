"""Who calls: the person of the token, as seen today; never a cookie."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Header, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, SecurityScopes
from limits import parse
from pydantic import BaseModel

from actions.accounts.tokens import Bearer, bearer_of
from actions.app import App
from actions.audit.traces import leave
from actions.directory.entry import DirectoryEntry, wish_id
from actions.execute import Act
from actions.viewer import Viewer
from documents.signing.trust import NOBODY, Trust
from domain.accounts.errors import BadToken, ScopeMissing
from domain.accounts.tokens import Scope
from domain.directory.actors import Power, choose
from domain.state.case import Case
from models.papers.readings import Reading
from models.unit_of_work import UnitOfWork, reading
from models.visibility import check_sees
from web.kit.rates import check_often, count_wrong_try

R = TypeVar("R")
SCHEME = HTTPBearer(auto_error=False)


@dataclass(frozen=True)
class Caller:
    """One request of one person's program. `path` is what the key of an act belongs to,
    `trust` whose signatures count."""

    app: App
    bearer: Bearer
    path: str
    trust: Trust = NOBODY

    @property
    def viewer(self) -> Viewer:
        return self.bearer.viewer

    @property
    def person(self) -> str:
        return self.viewer.person

    def sees(self, uow: UnitOfWork, case_id: str) -> None:
        """Raises NotFound for a case that does not exist for this person."""
        check_sees(uow.connection, self.viewer.visibility, case_id)

    def check_sees(self, case_id: str) -> None:
        with reading(self.app) as uow:
            self.sees(uow, case_id)

    def reads(self, case_id: str) -> Case:
        """The case, if the person sees it; that it was read is kept first. Raises NotFound."""

        with reading(self.app) as uow:
            self.sees(uow, case_id)
            case = uow.cases.get(case_id)
        leave(self.app, Reading(case_id, case.chain_head, self.person, "api", self.app.clock()))
        return case

    def act(self, case_id: str, key: str) -> Act:
        """An act on a case the person sees. Raises NotFound."""
        self.check_sees(case_id)
        return Act(act_id=self.act_id(key), case_id=case_id, person=self.person)

    def act_id(self, key: str) -> str:
        """The same key sent again to the same address by the same person is the same act."""
        said = "\x1f".join((self.person, self.path, key))
        return f"api:{hashlib.sha256(said.encode()).hexdigest()[:40]}"

    def entry(self, key: str, document: str, body: BaseModel) -> DirectoryEntry:
        """For what is entered beside the cases; another body under the same key is refused."""
        wish = wish_id(self.act_id(key), body.model_dump(mode="json"))
        return DirectoryEntry(act_id=wish, by=self.person, document=document)


def caller(
    request: Request,
    scopes: SecurityScopes,
    shown: Annotated[HTTPAuthorizationCredentials | None, Security(SCHEME)],
) -> Caller:
    """Raises BadToken, ScopeMissing, NotAllowed; 429 when a token asks too often."""
    app: App = request.app.state.app
    bearer = _bearer(request, app, shown.credentials if shown else "")
    request.state.person = bearer.viewer.person
    check_often(parse(request.app.state.options.api_rate), bearer.token.id)
    for needed in scopes.scopes:
        _check_scope(bearer, Scope(needed))
    return Caller(app, bearer, request.url.path, request.app.state.options.trust)


def _bearer(request: Request, app: App, shown: str) -> Bearer:
    try:
        return bearer_of(app, shown)
    except BadToken:
        count_wrong_try(request)
        raise


def _check_scope(bearer: Bearer, needed: Scope) -> None:
    if needed not in bearer.token.scopes:
        raise ScopeMissing(needs=needed, has=sorted(bearer.token.scopes))
    if needed == Scope.ADMIN and not bearer.viewer.can(Power.ADMINISTER):
        held = bearer.viewer.actors
        choose(held, held[0].agency if held else "", Power.ADMINISTER)


Reader = Annotated[Caller, Security(caller, scopes=[Scope.READ])]
Doer = Annotated[Caller, Security(caller, scopes=[Scope.ACT])]
Administrator = Annotated[Caller, Security(caller, scopes=[Scope.ADMIN])]

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=100,
        pattern=r"^[!-~]+$",
    ),
]
