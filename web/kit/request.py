"""One request of one signed-in person: who, in which language, and how a page is made for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from actions.accounts.sessions import SignedIn, session_of
from actions.accounts.two_people import TOLD
from actions.app import App
from actions.audit.traces import FormShown, leave
from actions.viewer import Viewer
from domain.accounts.two_people import AdminRequest
from domain.directory.actors import Power
from domain.errors import CaseworkError
from domain.law.deadlines import urgency
from domain.law.procedure import name_in
from models.accounts.accounts import SavedForm
from models.cases.worklist_rows import Tab
from models.cases.worklists import Wanted, count
from models.unit_of_work import UnitOfWork, reading
from models.visibility import check_own, check_sees
from notifications.wording import Wording, time_left
from web.kit.help_topics import topic_of
from web.kit.options import Options
from web.kit.pages import LANGUAGES, Titled, environment, said, title_of
from web.kit.security import policy_of

EMPTY = SavedForm({}, "")
TYPED = re.compile(r" \((?:thamdinh |--)[^)]*\)")  # what is for the command line alone


def works(viewer: Viewer) -> bool:
    """Somebody with cases to see: of a body that takes part, or an auditor."""
    return bool(viewer.visibility.agencies) or viewer.visibility.audits


def holds(viewer: Viewer) -> bool:
    """Holds a position: the person concerned and others without one have no use for a directory."""
    return bool(viewer.actors)


def administers(viewer: Viewer) -> bool:
    """Looks after accounts and the directory; sees no case by that."""
    return viewer.can(Power.ADMINISTER)


def audits(viewer: Viewer) -> bool:
    return viewer.visibility.audits


# Main sections: address, title, for whom. A section is named here and nowhere else.
SECTIONS: tuple[tuple[str, str, Callable[[Viewer], bool]], ...] = (
    ("/today", "Việc hôm nay", lambda _: True),
    ("/inbox", "Công việc", works),
    ("/ballots", "Bỏ phiếu kín", lambda viewer: viewer.called),
    ("/mine", "Hồ sơ của tôi", lambda viewer: viewer.concerned),
    ("/radar", "Sắp đến hạn", lambda viewer: viewer.watches),
    ("/statistics", "Thống kê", works),
    ("/registers", "Sổ văn bản", works),
    ("/law", "Pháp luật", lambda _: True),
    ("/calendar", "Lịch", lambda _: True),
    ("/agencies", "Cơ quan", holds),
    ("/people", "Nhân sự", holds),
    ("/accounts", "Tài khoản", administers),
    ("/operations", "Vận hành", administers),
    ("/audit", "Kiểm tra", audits),
)


class SignInNeeded(Exception):
    """Nobody is signed in, or no longer; `back` is where to go on afterwards."""

    def __init__(self, back: str, *, expired: bool = False) -> None:
        super().__init__(back)
        self.back, self.expired = back, expired


@dataclass(frozen=True)
class RequestContext:
    """`signed` is None on the few pages that need nobody: signing in, an invitation, an error."""

    request: Request
    app: App
    options: Options
    signed: SignedIn | None

    @property
    def viewer(self) -> Viewer:
        if self.signed is None or not self.signed.live:
            raise SignInNeeded(address_of(self.request))
        return self.signed.viewer

    @property
    def person(self) -> str:
        return self.viewer.person

    @property
    def language(self) -> str:
        chosen = self.request.cookies.get("language", "vi")
        return chosen if chosen in LANGUAGES else "vi"

    def words(self, names: dict[str, str] | None = None) -> Wording:
        return self.app.words(names or {}, self.language)

    def said(self, text: str, n: int = 0) -> str:
        """A text of ours in the reader's language; `n` goes into its {n}."""
        return said(self.language, text, n)

    def title_of(self, named: Titled) -> str:
        return title_of(self.language, named)

    def procedure_title(self, procedure: str) -> str:
        """For "appoint" and for "101/appoint.party"; itself where no row names it any more."""
        kind = self.app.catalogue.kinds.get(name_in(procedure))
        return self.title_of(kind) if kind else procedure

    def refusal(self, error: CaseworkError) -> str:
        """The sentence for an error, with the names of the people in it."""
        return TYPED.sub("", self.app.sentence(error, self.language))

    def sees(self, uow: UnitOfWork, case_id: str) -> None:
        """Raises NotFound for a case that does not exist for this person."""
        check_sees(uow.connection, self.viewer.visibility, case_id)

    def owns(self, uow: UnitOfWork, case_id: str) -> None:
        """Raises NotFound for a case that is not about this person."""
        check_own(uow.connection, self.person, case_id)

    def check_sees(self, case_id: str) -> None:
        """The same, before an act."""
        with reading(self.app) as uow:
            self.sees(uow, case_id)

    def sections(self) -> list[tuple[str, str]]:
        """Address and title of each main section this person has a use for."""
        return [(address, title) for address, title, meant in SECTIONS if meant(self.viewer)]

    def kept(self) -> SavedForm:
        """What was typed on this page and could not be taken; handed out once."""
        path, person = address_of(self.request), self.person
        with reading(self.app) as uow:
            found = uow.accounts.kept_form(person, path)
        if found is None:
            return EMPTY
        leave(self.app, FormShown(person, path, found[1]))
        return found[0]

    def page(self, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
        shown = environment(self.language).get_template(template)
        html = shown.render(**self._common() | values)
        headers = {"Content-Security-Policy": policy_of(html)}
        return HTMLResponse(html, status_code=status, headers=headers)

    def _common(self) -> dict[str, Any]:
        live = self.signed is not None and self.signed.live
        return {
            "ctx": self,
            "me": self.signed.viewer if self.signed and live else None,
            "csrf": self.signed.session.csrf if self.signed and live else "",
            "act": f"web:{uuid4().hex}",
            "path": address_of(self.request),
            "today": self.app.today(),
            "words": self.words(),
            "urgency": self.urgency,
            "Power": Power,
            "help_at": self.help_at,
            "kept": EMPTY,
        } | self._counts(live=live)

    @property
    def help_at(self) -> str:
        """The address of the help about this page; all of it where no route fits."""
        route = getattr(self.request.scope.get("route"), "path", "")
        topic = topic_of(route)
        return f"/help/{topic.id}" if topic else "/help"

    def left(self, due: date | None) -> tuple[str, int]:
        return time_left(due, self.app.today(), self.app.catalogue.calendar)

    def urgency(self, due: date | None) -> str:
        return urgency(due, self.app.today(), self.app.catalogue.calendar)

    def may_be_second(self, asked: AdminRequest) -> bool:
        """To confirm what another asked for, about others."""
        return self.person not in (asked.asked_by, *asked.people)

    def _counts(self, *, live: bool) -> dict[str, int]:
        """Questions that wait; what was told and is not read yet; what others did with this account
        (for an auditor, with any); what this person may confirm as the second administrator."""
        if not live:
            return dict.fromkeys(("waiting", "told", "untold", "to_confirm"), 0)
        viewer, visibility = self.viewer, self.viewer.visibility
        with reading(self.app) as uow:
            asked = uow.admin_requests.waiting(self.app.clock()) if administers(viewer) else ()
            return {
                "waiting": count(uow.connection, visibility, Wanted(Tab.WAITING)),
                "told": uow.notices.unread(visibility),
                "untold": uow.accounts.untold(viewer.person, TOLD, everybody=audits(viewer)),
                "to_confirm": sum(map(self.may_be_second, asked)),
            }


def site_of(request: Request) -> str:
    """Where browsers find these pages: as set, else as the request says; without a last slash."""
    options: Options = request.app.state.options
    return (options.address or str(request.base_url)).rstrip("/")


def address_of(request: Request) -> str:
    """Path and query as the browser shows them."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"


def open_context(request: Request) -> RequestContext:
    """Who sends this request, found once, whoever asks for it; nobody where signing in is meant."""
    found: RequestContext | None = getattr(request.state, "context", None)
    if found is None:
        app: App = request.app.state.app
        options: Options = request.app.state.options
        token = request.cookies.get(options.cookie, "")
        signed = session_of(app, token, options.lifetimes) if token else None
        found = request.state.context = RequestContext(request, app, options, signed)
    return found


AnyContext = Annotated[RequestContext, Depends(open_context)]


def signed_in_context(ctx: AnyContext) -> RequestContext:
    """Raises SignInNeeded; a form does so by itself, once its text is kept (web/kit/forms.py)."""
    if ctx.request.method == "GET":
        _ = ctx.viewer
    return ctx


def go(address: str) -> RedirectResponse:
    """After every act: the browser fetches a page, so that reloading repeats nothing."""
    return RedirectResponse(address, status_code=303)


SignedInContext = Annotated[RequestContext, Depends(signed_in_context)]


def administrator(ctx: SignedInContext) -> RequestContext:
    """For everybody else these pages do not exist.

    Routes name the form first, so that a forged one is refused as such whoever's cookie it has.
    """
    if not administers(ctx.viewer):
        raise HTTPException(404)
    return ctx


AdministratorDesk = Annotated[RequestContext, Depends(administrator)]
PageNumber = Annotated[int, Query(le=1_000_000)]  # of a long list; no database counts further
