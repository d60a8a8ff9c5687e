"""Reported of other systems, tried here: papers, texts and races (A07, A08, G02, G14, I05, C04)."""

from __future__ import annotations

import itertools
from datetime import date

from actions.audit.verifying import verify
from actions.execute import Act
from actions.papers.attach_paper import Upload, attach_paper
from bootstrap.demonstration.scans import scan
from documents.intake.sent_file import SentFile
from domain.directory.actors import Delegation
from domain.facts.answers import AnswerVoided, SignedOff
from domain.facts.opening import CaseOpened
from domain.facts.steps import StepCompleted
from models.unit_of_work import transaction
from tests.actions.cases.test_sign_off import FOUR
from tests.conftest import second_process
from tests.looking import read
from tests.playing import PlayedCase, at_opinions, opened, together

APART = "Đa\u0306\u0301k La\u0306\u0301k"


def facts_of(play, kind):
    return [
        f
        for f in read(play.app.engine, lambda uow: uow.cases.facts(play.id))
        if isinstance(f, kind)
    ]


def attach(play, content, act):
    upload = Upload(kind="assessments", file=SentFile("nhan-xet.pdf", content))
    return attach_paper(play.app, Act(act_id=act, case_id=play.id, person="lethuha"), upload)


def test_g02_a_file_replaced_after_a_sign_off_takes_the_sign_off_with_it(lite):
    """G02: replace an attachment after sign-off: the answer is bound to the bytes it was given on.
    It counts no more, the body is asked again, both files are kept under their own hashes."""
    play = at_opinions(lite)
    first = attach(play, scan("one"), "one").facts[0].content
    play.sign("UBKTTU")
    second = attach(play, scan("two"), "two").facts[0].content
    assert first != second
    assert [v.paper for v in facts_of(play, AnswerVoided)] == ["assessments"]
    assert "UBKTTU" in {task.agency for task in play.case.open_tasks}
    assert [lite.papers.get(one) for one in (first, second)] == [scan("one"), scan("two")]


def test_g14_a_reason_typed_apart_is_kept_composed_by_whatever_door_it_came(lite):
    """G14: decomposed text pasted from macOS is normalised to NFC at input: a reason given to the
    action itself, past the pages and the API, as a command gives it."""
    play = at_opinions(lite)
    play.sign("UBKTTU", "disagree", reason=APART)
    assert facts_of(play, SignedOff)[-1].reason == "Đắk Lắk"
    told = opened(lite, act_id="note", note=APART)
    assert facts_of(told, CaseOpened)[0].note == "Đắk Lắk"


def test_i05_acts_of_several_processes_at_once_are_all_there_in_one_chain(app):
    """I05: workers append at once: serialised. No act is lost, each follows the one before, and
    what was stored verifies."""
    play = at_opinions(app)
    doors = [PlayedCase(second_process(app), play.id) for _ in FOUR]
    acts = [lambda d=d, a=a: d.sign(a) for d, a in zip(doors, FOUR, strict=True)]
    done = together(acts)
    assert [one for one in done if isinstance(one, Exception)] == []
    answered = [f for f in facts_of(play, SignedOff) if f.step == "provincial_opinions"]
    assert sorted(f.by.agency for f in answered) == sorted(FOUR)
    assert verify(app, case_id=play.id) == []


def test_a07_a08_two_branches_that_end_at_once_join_once_as_delivered(app):
    """A07, A08: two branches finish at once, nothing configured: the guard outlives the commit, so
    that the second decides on what the first stored: one join, one next step."""
    play = at_opinions(app)
    for agency in FOUR[:2]:
        play.sign(agency)
    doors = [PlayedCase(second_process(app), play.id) for _ in range(2)]
    acts = [lambda d=d, a=a: d.sign(a) for d, a in zip(doors, FOUR[2:], strict=True)]
    assert [one for one in together(acts) if isinstance(one, Exception)] == []
    joined = [f for f in facts_of(play, StepCompleted) if f.step == "provincial_opinions"]
    assert (len(joined), play.case.step, play.case.rounds(play.case.step)) == (
        1,
        "opinions_report",
        1,
    )
    assert len(play.case.open_tasks) == 1


def test_c04_substitutes_of_each_other_get_no_power_by_the_circle(lite):
    """C04: A→B→C and A→B→A: power that was lent is not lent on, whoever stands in the circle, and
    it ends with the day before its end."""
    first, end = date(2026, 9, 1), date(2026, 9, 8)
    circle = ("phamquochung", "tranvanbinh", "lethuha", "phamquochung")
    for giver, taker in itertools.pairwise(circle):
        lent = Delegation(giver, taker, "UBKTTU", f"{giver}-GUQ", first, end)
        transaction(lite.engine, lambda uow, lent=lent: uow.directory.add_delegation(lent))

    def behalf(person, day):
        actors = read(lite.engine, lambda uow: uow.directory.actors(person, day))
        return [a.on_behalf_of for a in actors if a.agency == "UBKTTU"]

    days = (date(2026, 8, 31), first, date(2026, 9, 7), end)
    lent_on = [["phamquochung"] if first <= day < end else [] for day in days]
    assert [behalf("tranvanbinh", day) for day in days] == lent_on
    assert [behalf("lethuha", day) for day in days] == [[]] * 4
    assert [behalf("phamquochung", day) for day in days] == [[""]] * 4
