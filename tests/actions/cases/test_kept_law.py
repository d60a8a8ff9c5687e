"""The whole law of a running case is what it was when it opened: what is edited or taken away
changes nothing and kills nothing; what begins or ends later is followed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.audit.verifying import verify
from actions.cases.case_files import case_file
from actions.effects.effects import standing
from actions.effects.operations import beat
from actions.effects.route import route_of
from actions.execute import Act
from actions.papers.attach_paper import Upload, attach_paper
from actions.status import status
from bootstrap.demonstration.scans import scan
from documents.intake.sent_file import SentFile
from domain.errors import BadLawFile
from models.unit_of_work import reading
from regulations.catalogue import DATA, load
from regulations.kept.text import KeptLawDamaged
from tests.moving import under
from tests.playing import PlayedCase, opened


@pytest.fixture
def edited(lite, tmp_path):
    """The same installation after its law data was edited: file, text before, text after."""

    def edit(*changes: tuple[str, str, str]):
        data = tmp_path / "law"
        shutil.copytree(DATA, data, dirs_exist_ok=True)
        for name, before, after in changes:
            said = (data / name).read_text("utf-8")
            assert before in said
            (data / name).write_text(said.replace(before, after), "utf-8")
        return under(lite, load(data))

    return edit


def findings(app, case_id):
    file = case_file(app, case_id)
    return {f.rule: (f.title, f.required, f.basis) for f in (*file.findings, *file.papers)}


ROW = (
    "check: press_months\n  procedures: [appoint, reappoint, transfer]\n  parameters: {months: %s}"
)
PRESS_MONTHS = ("rules/standards.yaml", ROW % 24, ROW % 400)


def test_f15_a_rule_edited_later_changes_no_running_case(lite, edited):
    play = opened(lite)
    before = findings(lite, play.id)
    later = edited(PRESS_MONTHS)
    assert findings(later, play.id) == before
    assert "400" in findings(later, opened(later, act_id="new").id)["R-06"][1]


def taken_away(name, first, following):
    """A row of a list, from its first line to the first of the row that follows."""
    said = (DATA / name).read_text("utf-8")
    row = said[said.index(first) : said.index(following)]
    return (name, row, "")


@pytest.mark.parametrize(
    "change",
    [
        taken_away("rules/standards.yaml", "- id: R-02\n", "- id: R-03\n"),
        taken_away("instruments.yaml", "- {id: HD116", "- {id: HD115"),
        ("instruments.yaml", "number: 116-HD/BTGTW", "number: 999-HD/BTGTW"),
        ("agencies.yaml", "full: Ban Tổ chức Tỉnh ủy Đắk Lắk", "full: Ban Khác"),
        ("councils.yaml", "quorum: ", "quorum: 1"),
        ("relations.yaml", 'vi: "', 'vi: "không phải '),
        ("procedures.yaml", "verb: ", "verb: không "),
        ("consequences.yaml", "term_months: 60", "term_months: 12"),
        ("complaints.yaml", "calendar_days: 15", "calendar_days: 1"),
        ("required_opinions.yaml", "role: ", "role: x"),
    ],
    ids=lambda change: f"{change[0]}: {change[1][:25]!r}",
)
def test_nothing_of_a_running_case_changes_with_a_file(lite, edited, change):
    play = opened(lite)
    later = edited(change)
    with reading(lite) as uow:
        case = uow.cases.get(play.id)
        assert later.book(uow, case) == lite.book(uow, case)
        assert later.law(uow, case) == lite.law(uow, case)
        assert later.catalogue.book != lite.catalogue.book
    assert findings(later, play.id) == findings(lite, play.id)


def test_a_body_taken_off_the_list_still_answers_in_a_running_case(lite, edited):
    case = opened(lite).id
    play = PlayedCase(
        edited(taken_away("agencies.yaml", "- code: BTVTU\n", "- code: BTGTU\n")), case
    )
    play.sign("BPTTH", "submitted")
    play.sign("BTVTU", "approve")
    assert play.case.step == "eligibility_review"


def test_what_begins_after_the_opening_is_followed(lite, edited, clock):
    """A rule of the day of the decision binds (ADR 6), and whoever carries on a body answers."""
    play = opened(lite)
    begins = lite.today() + timedelta(days=20)
    ends = begins - timedelta(days=1)
    later = edited(
        (
            "rules/standards.yaml",
            "- id: R-02\n",
            f"- {{id: R-99, title: Mới, check: party_member, from: {begins}, "
            "procedures: [appoint], basis: [{instrument: QD101, confidence: S}]}\n- id: R-02\n",
        ),
        (
            "agencies.yaml",
            "- code: BTCTU\n",
            f"- code: BMOI\n  names: [{{full: Ban Mới, short: Ban Mới}}]\n  from: {begins}\n"
            "  level: province\n  layout: party\n  confidence: S\n"
            f"  roles: [{{role: organization_board, confidence: S}}]\n"
            f"- code: BTCTU\n  to: {ends}\n  successor: BMOI\n",
        ),
    )
    with reading(later) as uow:
        kept = later.book(uow, uow.cases.get(play.id))
    assert [rule.id for rule in kept.rules if rule.first_day > lite.today()] == ["R-99"]
    assert kept.agencies.current("BTCTU", begins).code == "BMOI"
    assert kept.agencies.current("BTCTU", ends).code == "BTCTU"


def test_a_file_that_cannot_be_read_stops_no_running_case(lite, edited):
    play = opened(lite)
    before = findings(lite, play.id)
    later = edited(("rules/standards.yaml", "- id: R-02\n", "- id: [R-02\n"))
    assert findings(later, play.id) == before
    PlayedCase(later, play.id).sign("BPTTH", "submitted")
    with pytest.raises(BadLawFile):
        opened(later, act_id="new")


def test_a_paper_taken_off_the_list_can_still_be_put_into_a_running_case(lite, edited):
    """And where the case stands, and its route, are told with bodies that left the list."""
    case = opened(lite).id
    later = edited(
        taken_away("dossier.yaml", "health_certificate:", "press_card_proof:"),
        taken_away("agencies.yaml", "- code: BTVTU\n", "- code: BTGTU\n"),
    )
    play = PlayedCase(later, case)
    play.sign("BPTTH", "submitted")
    upload = Upload(kind="health_certificate", file=SentFile("kham.pdf", scan("kham")))
    attach_paper(later, Act(act_id="h", case_id=play.id, person="lethuha"), upload)
    assert standing(later, play.id).step == "policy_decision"
    assert len(route_of(later, play.id).legs) == 2


@pytest.mark.parametrize("table", ["law_books", "procedure_versions"])
def test_law_changed_by_hand_is_found_when_it_is_read(lite, edited, table):
    play = opened(lite)
    edit = f"UPDATE {table} SET body = replace(body, '\"S\"', '\"P\"')"
    with lite.engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_UPDATE"))
        connection.execute(text(edit))
    with pytest.raises(KeptLawDamaged):
        case_file(edited(PRESS_MONTHS), play.id)
    assert table in {getattr(fault, "table", "") for fault in verify(lite)}


def test_a_case_opened_before_books_were_kept_goes_by_the_law_of_today(lite):
    play = opened(lite)
    with reading(lite) as uow:
        before = replace(uow.cases.get(play.id), law_book="")
        assert lite.book(uow, before) is lite.catalogue.book


def test_a_running_process_says_that_its_law_is_older_than_the_files(lite, edited):
    app = edited(("radar.yaml", "own: [90, 30]", "own: [90, 20]"))
    beat(app, "web", "here:1", app.clock())
    (process,) = status(app).processes
    assert not status(app).outdated(process)
    published = app.catalogue.data / "published.yaml"
    published.write_text(published.read_text("utf-8") + "# published anew\n", "utf-8")
    (process,) = status(app).processes
    assert status(app).outdated(process)
    restarted = replace(app, law_data=load(app.catalogue.data))
    beat(restarted, "web", "here:1", app.clock())
    (process,) = status(app).processes
    assert not status(app).outdated(process)
