"""The search through the actions, on a database: the same wishes, by people who have seats.

A world at the door is read from the database before each act; what an act does is done by the
function a page would call. `DOORS` names the action for each kind of act; an action of the product
that none of them calls is named by `unknown_actions`.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from pkgutil import walk_packages
from typing import Any

import actions
from actions.app import App
from actions.calendar.calendar_change import move_deadlines
from actions.cases.case_files import case_file
from actions.cases.migrate_case import migrate_case
from actions.cases.open_case import open_case
from actions.cases.recall import recall
from actions.cases.record_reply import record_reply
from actions.cases.record_silence import record_silence
from actions.cases.return_case import return_case
from actions.cases.sign_off import sign_off
from actions.cases.take_out import take_out
from actions.cases.withdraw import withdraw
from actions.decisions.change_decision import change_decision
from actions.decisions.void_number import Voiding, void_numbers
from actions.effects import effects
from actions.execute import Act as Wish
from actions.execute import execute_in
from actions.hearing.form_council import form_council
from actions.hearing.hearing import SERVED_PAPER, record_hearing, serve_paper
from actions.hearing.lodge_complaint import lodge_complaint
from actions.hearing.recuse import step_aside
from actions.holding.assign import assign, give_back
from actions.holding.extend import ask_extension, grant_extension, refuse_extension
from actions.holding.forward import forward
from actions.holding.prepare import prepare
from actions.leaving.hand_over import as_administrator
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.draft_paper import draft_paper
from actions.papers.enter_fields import enter_fields
from actions.papers.give_paper import give_paper
from actions.papers.remove_paper import remove_paper
from actions.papers.upload_draft import EditedDraft, upload_draft
from actions.signing.keep_signed_copy import SignedCopy, keep_signed_copy
from actions.votes.tellers import open_share, seal_ballot, take_slip, void_ballot
from actions.votes.votes import cast, count_votes, open_ballot
from documents.content.paper_fields import fields_of
from documents.intake.sent_file import SentFile
from domain.directory.actors import Power
from domain.leaving.hand_over import decide_hand_over
from models.unit_of_work import UnitOfWork, reading, transaction
from tests.search.through.paper_files import a_scan, edited
from tests.search.through.places import Place
from tests.search.world import Act

# Actions on a case that no kind of act calls, each with why.
NOT_TRIED = {
    "execute": "the door itself",
    "take_in": "what attach_paper and give_paper share",
    "sign_paper": "needs LibreOffice and a token; its rules are tried in the pure domain",
    "prepare_signing": "needs LibreOffice; its rules are tried in the pure domain",
    "take_signature": "needs what a token signed; its rules are tried in the pure domain",
    "use_template": "fills a .docx and then is upload_draft",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One act as it is done at the door: `wish` carries its id, case and person."""

    place: Place
    act: Act
    wish: Wish

    @property
    def app(self) -> App:
        return self.place.app

    @property
    def said(self) -> dict[str, Any]:
        return self.act.said

    @property
    def day(self) -> date:
        return self.app.today()


Doing = Callable[[Deed], object]


def _sign_off(d: Deed) -> object:
    answer = replace(d.said["answer"], act_id=d.wish.act_id, case_id=d.wish.case_id)
    if answer.paper is None:
        return sign_off(d.app, answer, person=d.wish.person)
    reply = answer.paper
    scan = SentFile("scan.pdf", a_scan(d.wish.act_id))
    return record_reply(d.app, replace(answer, paper=None), reply, scan, person=d.wish.person)


def _issue(d: Deed) -> object:
    issue = d.said["issue"]
    answer = replace(issue.answer, act_id=d.wish.act_id, case_id=d.wish.case_id)
    said = {"confirmed": issue.confirmed, "document": issue.document}
    return sign_off(d.app, answer, person=d.wish.person, dated=issue.dated, **said)


def _assign(d: Deed) -> object:
    said = {"task_id": d.said["task_id"], "reason": d.said["reason"]}
    return assign(d.app, d.wish, to=d.said["to"].person, **said)


def _hand_over(d: Deed) -> object:
    """As a part of the act that ends a position (actions/leaving/hand_over.py)."""

    def work(uow: UnitOfWork) -> object:
        by = as_administrator(d.wish.person)
        return execute_in(d.app, uow, d.wish, by, lambda _, one: decide_hand_over(one, **d.said))

    return transaction(d.app.engine, work)


def _attach(d: Deed) -> object:
    file = SentFile("paper.pdf", a_scan(d.wish.act_id))
    upload = Upload(kind=d.said["kind"], file=file)
    return (give_paper if d.said["own"] else attach_paper)(d.app, d.wish, upload)


def _serve(d: Deed) -> object:
    serving = d.said["serving"]
    upload = Upload(kind=SERVED_PAPER, file=SentFile("x.pdf", a_scan(d.wish.act_id)))
    return serve_paper(
        d.app, d.wish, replace(serving, content=""), upload if serving.content else None
    )


def _upload(d: Deed) -> object:
    told = d.said["edited"]
    with reading(d.app) as uow:
        current = dict(uow.cases.get(d.wish.case_id).drafts)[told.paper]
    content = edited(d.app.papers.get(current), d.wish.act_id)
    draft = EditedDraft(paper=told.paper, file=SentFile("x.docx", content), based_on=told.based_on)
    return upload_draft(d.app, d.wish, draft)


def _enter(d: Deed) -> object:
    file = case_file(d.app, d.wish.case_id)
    task = file.case.find_task(d.said["task"])
    asked = [field.id for field in fields_of(file, task)] if task else []
    typed = {name: value for name, value in d.said["typed"].items() if name in asked}
    first = asked[0] if asked else "none"
    return enter_fields(d.app, d.wish, d.said["task"], typed or {first: "vì sao"})


def _renumber(d: Deed) -> object:
    number = d.said["number"]
    wish = Voiding(
        act_id=d.wish.act_id,
        agency=d.act.by.agency,
        first=number,
        last=number,
        dated=d.said.get("dated", d.day),
        reason=d.said["reason"],
    )
    return void_numbers(d.app, wish, person=d.wish.person)


def _count(d: Deed) -> object:
    return count_votes(d.app, replace(d.said["count"], act_id=d.wish.act_id), person=d.wish.person)


def _take_slip(d: Deed) -> object:
    d.place.slips[d.said["task"], d.wish.person] = take_slip(d.app, d.wish, d.said["task"])
    return None


def _share(d: Deed) -> object:
    slip = d.place.slips.get((d.said["task"], d.wish.person), d.said["slip"])
    return open_share(d.app, d.wish, d.said["task"], slip)


def _move(d: Deed) -> object:
    """The files of the law with other days of rest, as an administrator puts them in place."""
    catalogue = copy(d.app.catalogue)
    catalogue.__dict__["calendar"] = d.said["calendar"]
    person = d.place.seats.people[0]
    admins = [s.person for s in d.place.seats.held if Power.ADMINISTER in s.powers]
    return move_deadlines(replace(d.app, law_data=catalogue), "x", person=(admins or [person])[0])


def _follow(d: Deed) -> object:
    for todo in effects.pending(d.app, d.wish.case_id).todos:
        effects.carry_out(d.app, d.wish.case_id, todo.key)
    with reading(d.app) as uow:
        d.place.followed.add(f"{d.wish.case_id} {uow.cases.get(d.wish.case_id).version}")
    return None


def _draft(d: Deed) -> object:
    return draft_paper(d.app, d.wish, d.said["paper"])


def _votes(doing: Callable[..., object], name: str) -> Doing:
    return lambda d: doing(d.app, replace(d.said[name], act_id=d.wish.act_id), person=d.wish.person)


def _plain(doing: Callable[..., object]) -> Doing:
    return lambda d: doing(d.app, d.wish, **d.said)


DOORS: dict[str, Doing] = {
    "open": lambda d: open_case(d.app, replace(d.said["wish"], act_id=d.wish.act_id)),
    "complain": lambda d: lodge_complaint(d.app, d.wish, d.said["text"]),
    "draft": _draft,
    "sign_off": _sign_off,
    "issue": _issue,
    "recall": _plain(recall),
    "send_back": _plain(return_case),
    "withdraw": _plain(withdraw),
    "migrate": _plain(migrate_case),
    "silence": _plain(record_silence),
    "take_out": _plain(take_out),
    "assign": _assign,
    "hand_over": _hand_over,
    "give_back": _plain(give_back),
    "prepare": _plain(prepare),
    "forward": _plain(forward),
    "ask_extension": _plain(ask_extension),
    "grant_extension": _plain(grant_extension),
    "refuse_extension": _plain(refuse_extension),
    "attach": _attach,
    "remove": _plain(remove_paper),
    "declare": lambda d: step_aside(
        d.app, d.wish, who=d.said["person"], relation=d.said["relation"], note=d.said["note"]
    ),
    "serve": _serve,
    "heard": _plain(record_hearing),
    "council": _plain(form_council),
    "upload": _upload,
    "enter": _enter,
    "keep_copy": lambda d: keep_signed_copy(
        d.app, d.wish, SignedCopy(paper=d.said["paper"], file=SentFile("x.pdf", a_scan("signed")))
    ),
    "renumber": _renumber,
    "change": lambda d: change_decision(d.app, d.wish, d.said["wish"]),
    "move_deadlines": _move,
    "follow": _follow,
    "open_ballot": _votes(open_ballot, "wish"),
    "take_slip": _take_slip,
    "cast": lambda d: cast(
        d.app, d.wish.case_id, d.said["task"], d.said["choice"], person=d.wish.person
    ),
    "seal": _votes(seal_ballot, "wish"),
    "share": _share,
    "void": lambda d: void_ballot(d.app, d.wish, d.said["task"], d.said["reason"]),
    "close": _count,
    "count": _count,
}


def do(place: Place, act: Act, act_id: str, case_id: str) -> None:
    """Raises what the action raises."""
    wish = Wish(act_id=act_id, case_id=case_id, person=act.by.person)
    DOORS[act.kind](Deed(place, act, wish))


def unknown_actions() -> Iterator[str]:
    """Actions of the product that change a case and are not tried here."""
    tried = set(globals()) | NOT_TRIED.keys()
    for module in walk_packages(actions.__path__, "actions."):
        for name, found in inspect.getmembers(
            importlib.import_module(module.name), inspect.isfunction
        ):
            own = found.__module__ == module.name and not name.startswith("_")
            if own and "execute(" in inspect.getsource(found) and name not in tried:
                yield name
