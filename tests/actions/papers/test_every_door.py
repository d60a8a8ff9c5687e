"""Every door × every kind of file: one file is the same file wherever it is brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from actions.app import App
from actions.cases.record_reply import record_reply
from actions.directory.import_people import import_people
from actions.execute import Act
from actions.hearing.hearing import serve_paper
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.give_paper import give_paper
from actions.papers.own_templates import keep_template
from actions.papers.upload_draft import EditedDraft, upload_draft
from actions.papers.use_template import TemplateUse, use_template
from actions.signing.keep_signed_copy import SignedCopy, keep_signed_copy
from documents.intake.kinds import FileKind, kind_of
from documents.intake.readable import DOSSIER, DRAFT, SHEET, SHUT, SIGNED
from documents.intake.sent_file import SentFile
from domain.cases.sign_off import SignOff
from domain.errors import BadPaper, CaseworkError
from domain.facts.answers import PaperReply
from domain.facts.papers import Original, PaperAttached
from domain.hearing.hearing import Serving
from domain.law.options import Outcome
from models.unit_of_work import transaction
from tests.actions.papers.test_upload_draft import at_decision
from tests.actions.signing.test_sign_paper import PAPER, issued_one
from tests.documents.intake.corpus import FILES, OK, picture
from tests.looking import read
from tests.playing import PlayedCase, at_opinions, opened

Door = Callable[[SentFile, str], object]
SAID_OF_ANY_FILE = {said for _, said in FILES.values()}
DAY = date(2026, 9, 7)


def act(play: PlayedCase, name: str, person: str = "lethuha") -> Act:
    return Act(act_id=name, case_id=play.id, person=person)


def dossier(app: App) -> Door:
    play = opened(app)
    return lambda sent, n: attach_paper(app, act(play, n), Upload(kind="other", file=sent))


def own(app: App) -> Door:
    play = opened(app)
    subject = play.case.subject
    return lambda sent, n: give_paper(app, act(play, n, subject), Upload(kind="other", file=sent))


def served(app: App) -> Door:
    play = opened(app, "discipline")
    serving = Serving(what="accusation", on=DAY, proof="ký nhận", meeting=None)
    upload = Upload(kind="served_paper", file=SentFile("", b""))
    return lambda sent, n: serve_paper(app, act(play, n), serving, replace(upload, file=sent))


def reply(app: App) -> Door:
    play = at_opinions(app)
    task_id = play.task("UBKTTU")
    paper = PaperReply(number="1", dated=DAY, received=DAY, scan="")

    def door(sent: SentFile, name: str) -> object:
        wish = SignOff(
            act_id=name, case_id=play.id, task_id=task_id, outcome=Outcome.AGREE, reason=""
        )
        return record_reply(app, wish, paper, sent, person="lethuha")

    return door


def signed(app: App) -> Door:
    play = issued_one(app)
    copy = SignedCopy(paper=PAPER, file=SentFile("", b""))
    return lambda sent, n: keep_signed_copy(app, act(play, n), replace(copy, file=sent))


def draft(app: App) -> Door:
    play = at_decision(app)
    paper = "decision_appoint"

    def door(sent: SentFile, name: str) -> object:
        base = play.case.draft(paper) or ""
        return upload_draft(
            app, act(play, name), EditedDraft(paper=paper, file=sent, based_on=base)
        )

    return door


def filled(app: App) -> Door:
    play = at_decision(app)
    paper = "decision_appoint"

    def door(sent: SentFile, name: str) -> object:
        base = play.case.draft(paper) or ""
        return use_template(
            app, act(play, name), TemplateUse(paper=paper, file=sent, based_on=base)
        )

    return door


def template(app: App) -> Door:
    return lambda sent, _: keep_template(app, "TU", "decision_appoint", sent, person="nguyenthilan")


def people(app: App) -> Door:
    by = "luonggiaminh"
    return lambda sent, _: import_people(app, sent, by=by, try_only=True)


DOORS: dict[str, tuple[Callable[[App], Door], frozenset[FileKind]]] = {
    "dossier": (dossier, DOSSIER),
    "own paper": (own, DOSSIER),
    "served paper": (served, DOSSIER),
    "paper reply": (reply, DOSSIER),
    "signed copy": (signed, SIGNED),
    "draft": (draft, DRAFT),
    "filled template": (filled, DRAFT),
    "kept template": (template, DRAFT),
    "import": (people, SHEET),
}


def verdict(door: Door, sent: SentFile, name: str) -> str:
    """What is said of the file; what a door says of its contents after that is its own."""
    try:
        door(sent, name)
    except BadPaper as refused:
        rule = str(refused.facts["rule"])
        return rule if rule in SAID_OF_ANY_FILE else OK
    except CaseworkError:
        return OK
    return OK


def said_at(door: Door, takes: frozenset[FileKind]) -> Iterator[tuple[str, str, str]]:
    """Name, what was said, what should be; for a kind the door does not take, that it does not."""
    for number, (name, (make, expected)) in enumerate(FILES.items()):
        content = make()
        said = verdict(door, SentFile(name, content), f"act{number}")
        taken = verdict_of(name, content, takes, expected)
        yield name, said, taken


def verdict_of(name: str, content: bytes, takes: frozenset[FileKind], expected: str) -> str:
    taken = not content or kind_of(content) in takes | SHUT.keys()
    return expected if taken else "other_kind"


@pytest.mark.parametrize("which", DOORS)
def test_every_door_says_the_same_of_every_file(lite, which):
    make, takes = DOORS[which]
    wrong = [row for row in said_at(make(lite), takes) if row[1] != row[2]]
    assert wrong == []


def test_a_converted_picture_is_kept_beside_its_original(lite):
    play = opened(lite)
    sent = SentFile("tờ khai.heic", picture("HEIF"))
    upload = Upload(kind="other", file=sent)
    (fact,) = attach_paper(lite, act(play, "a"), upload).facts
    assert isinstance(fact, PaperAttached)
    assert isinstance(fact.original, Original)
    assert (fact.name, fact.media_type) == ("tờ khai.jpg", "image/jpeg")
    assert lite.papers.get(fact.original.content) == sent.content
    kept = read(lite.engine, lambda uow: uow.papers.of_case(play.id))
    assert [(p.role, p.name) for p in kept] == [
        ("attached", "tờ khai.jpg"),
        ("original", "tờ khai.heic"),
    ]
    assert attach_paper(lite, act(play, "a"), upload).repeated


def test_an_original_is_hidden_where_its_paper_is(lite):
    play = opened(lite)
    sent = SentFile("a.webp", picture("WEBP"))
    attach_paper(lite, act(play, "a"), Upload(kind="other", file=sent))
    shown = transaction(lite.engine, lambda uow: uow.papers.of_case(play.id, hidden={"other"}))
    assert shown == ()


def test_who_said_that_a_name_is_no_mark_stands_in_the_history(lite):
    play = opened(lite)
    sent = SentFile("Lý lịch Nguyễn Văn Mật.pdf", FILES["to-trinh.pdf"][0]())
    with pytest.raises(BadPaper):
        attach_paper(lite, act(play, "a"), Upload(kind="other", file=sent))
    sure = replace(sent, not_secret=True)
    (fact,) = attach_paper(lite, act(play, "b"), Upload(kind="other", file=sure)).facts
    assert isinstance(fact, PaperAttached)
    assert fact.not_secret
    assert fact.by.person == "lethuha"
