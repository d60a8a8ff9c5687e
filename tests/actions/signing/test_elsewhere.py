"""Signing at the leader's machine: a ticket goes out, a signature comes back, once and for this."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from actions.audit.traces import readings_of
from actions.audit.verifying import verify
from actions.cases.sign_off import sign_off
from actions.signing.prepare_signing import handed_out
from documents.signing.signatures import read_signatures
from documents.signing.trust import Trust
from domain.cases.sign_off import SignOff
from domain.directory.actors import Delegation
from domain.errors import ActIdReused, CannotSign, NotAllowed, NotFound, NotYourTask
from domain.facts.signatures import PaperSigned, SigningPrepared
from domain.law.options import Outcome
from models.unit_of_work import transaction
from templates import TEMPLATES
from tests.actions.decisions.test_issue import PAPER as MINUTES
from tests.actions.decisions.test_issue import SAID, at_decision
from tests.actions.decisions.test_void_number import void
from tests.actions.signing.elsewhere import (
    BODY,
    CLERK,
    LEADER,
    NAMES,
    PAPER,
    PERSON,
    answer_to,
    answered,
    history,
    issued,
    prepare,
    take,
)
from tests.documents.keys import SoftKey, certified, revoking, serial_of
from tests.documents.signing.test_token import MODULE, PIN, softhsm, token, tokens
from tests.looking import read
from tests.playing import PlayedCase

__all__ = ["tokens"]  # a fixture used below
pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice on this machine"
)


@pytest.fixture(scope="module")
def keys():
    return {name: SoftKey(certified(name)) for name in (*NAMES.values(), "Người Khác")}


@pytest.fixture
def play(lite):
    return issued(lite)


def signatures(play):
    return [fact for fact in history(play) if isinstance(fact, PaperSigned)]


def refused(play, *args, **more):
    with pytest.raises(CannotSign) as said:
        take(play, *args, **more)
    return str(said.value.facts["rule"])


def run_program(folder, play, of, label, pin=PIN):
    """The program as a leader runs it, in a process of its own; the ticket by the real clock."""
    person = LEADER if of == PERSON else CLERK
    made = handed_out(play.app, play.id, PAPER, of, person=person, ticket=True)
    said = json.loads(made.content) | {"until": "2099-01-01T00:00:00+07:00"}
    ticket = folder / made.name
    ticket.write_text(json.dumps(said), "utf-8")
    program = str(TEMPLATES / "signing" / "ky_so.py")
    words = [sys.executable, "-I", program, str(ticket), "--thu-vien", MODULE, "--thiet-bi", label]
    ran = subprocess.run(
        words,
        input=f"KY\n{pin}\n",
        text=True,
        encoding="utf-8",
        capture_output=True,
        start_new_session=True,
        env=dict(os.environ),
        check=False,
    )
    return ran, ticket.with_suffix(".p7s")


@softhsm
def test_the_leader_then_the_clerk_sign_with_their_own_tokens(play, tokens, tmp_path):
    token(tokens, "may-lanh-dao", NAMES[PERSON])
    token(tokens, "may-van-thu", NAMES[BODY])
    prepare(play)
    ran, reply = run_program(tmp_path, play, PERSON, "may-lanh-dao", pin="000000")
    assert (ran.returncode, "PIN không đúng" in ran.stderr, reply.exists()) == (1, True, False)
    for of, label in ((PERSON, "may-lanh-dao"), (BODY, "may-van-thu")):
        if of == BODY:
            prepare(play, BODY)
        ran, reply = run_program(tmp_path, play, of, label)
        assert ran.returncode == 0, ran.stderr
        ticket = [f for f in history(play) if isinstance(f, SigningPrepared)][-1]
        for said in (play.id, "01-QĐ/TU", ticket.digest, "Số trang:     2"):
            assert said in ran.stdout, ran.stdout
        assert reply.with_suffix(".pdf").read_bytes() == play.app.papers.get(ticket.content)
        take(play, reply.read_bytes(), of)
    first, second = signatures(play)
    assert (first.of, second.of, second.on) == (PERSON, BODY, first.content)
    found = read_signatures("x", play.app.papers.get(second.content))
    assert [(one.certificate.name, one.holds) for one in found] == [
        (NAMES[PERSON], True),
        (NAMES[BODY], True),
    ]
    assert verify(play.app) == []


def test_an_answer_counts_once(play, keys):
    ticket = prepare(play)
    answer = answer_to(play, ticket, keys[NAMES[PERSON]])
    first = take(play, answer, act_id="one")
    assert first.facts[0].prepared == ticket.content
    again = take(play, answer, act_id="one")
    assert (again.repeated, again.facts) == (True, first.facts)
    assert refused(play, answer, act_id="two") == "already_person"
    with pytest.raises(ActIdReused):
        take(play, answer, BODY, by=CLERK, act_id="one")
    assert len(signatures(play)) == 1


def test_the_answer_to_another_case_or_to_a_changed_file_is_none(lite, play, keys):
    other, key = issued(lite, act_id="two"), keys[NAMES[PERSON]]
    prepare(play)
    assert refused(play, answer_to(other, prepare(other), key)) == "other_ticket"
    pdf = bytearray(play.app.papers.get(prepare(play).content))
    pdf[pdf.index(b"endobj")] ^= 1
    assert refused(play, answered(bytes(pdf), key)) == "other_ticket"
    assert signatures(play) == []


def test_a_ticket_holds_for_two_hours_and_until_the_next(play, keys, clock):
    key = keys[NAMES[PERSON]]
    old = prepare(play)
    clock.forward(hours=2)
    new = prepare(play)
    assert refused(play, answer_to(play, old, key)) == "ticket_replaced"
    clock.forward(hours=2, seconds=1)
    assert refused(play, answer_to(play, new, key)) == "ticket_expired"
    take(play, answer_to(play, prepare(play), key))


def test_a_number_changed_meanwhile_makes_the_ticket_void(play, keys):
    answer = answer_to(play, prepare(play), keys[NAMES[PERSON]])
    void(play.app, 1)
    play.follow()
    assert refused(play, answer) == "text_changed"


def test_only_who_signs_makes_a_ticket_and_only_with_their_certificate(play, keys):
    for by, kind in ((CLERK, CannotSign), ("lethuha", CannotSign)):
        with pytest.raises(kind):
            prepare(play, by=by)
    with pytest.raises(CannotSign) as early:
        prepare(play, BODY)
    assert early.value.facts["rule"] == "person_first"
    ticket = prepare(play)
    assert refused(play, answer_to(play, ticket, keys["Người Khác"])) == "other_name"
    good = answer_to(play, ticket, keys[NAMES[PERSON]])
    assert refused(play, good, by=CLERK) == "other_signer"
    take(play, good)
    for by, kind in ((LEADER, NotAllowed), ("lethuha", NotYourTask)):
        with pytest.raises(kind):
            prepare(play, BODY, by=by)
    seal = prepare(play, BODY)
    own = SoftKey(certified(NAMES[PERSON]))  # another certificate of the same person
    assert refused(play, answer_to(play, seal, own), BODY) == "same_certificate"


def another_clerk(app):
    lent = Delegation("nguyenthilan", "lethuha", "TU", "1-GUQ", date(2026, 9, 1), date(2026, 10, 1))
    transaction(app.engine, lambda uow: uow.directory.add_delegation(lent))


def test_nobody_hands_in_the_signature_of_a_colleague(play, keys):
    another_clerk(play.app)
    take(play, answer_to(play, prepare(play), keys[NAMES[PERSON]]))
    answer = answer_to(play, prepare(play, BODY), keys[NAMES[BODY]])
    assert refused(play, answer, BODY, by="lethuha") == "ticket_of_other"
    with pytest.raises(NotFound):
        handed_out(play.app, play.id, PAPER, BODY, person="lethuha", ticket=True)


def test_who_issued_on_written_power_signs_with_their_own_certificate(lite, keys):
    """TUQ.: the printed name is theirs, and so must be the name of the certificate."""
    lent = Delegation(LEADER, "dangducthuan", "TU", "2-GUQ", date(2026, 9, 1), date(2026, 10, 1))
    transaction(lite.engine, lambda uow: uow.directory.add_delegation(lent))
    play = at_decision(lite)
    task, text = play.case.open_tasks[0], play.case.draft(PAPER)
    wish = SignOff(
        act_id="i", case_id=play.id, task_id=task.id, outcome=Outcome.ISSUE, read=text, pages=""
    )
    given = {"confirmed": SAID, "document": MINUTES, "dated": lite.today()}
    sign_off(lite, wish, person="dangducthuan", **given)
    play.follow()
    play = PlayedCase(lite, play.id)
    with pytest.raises(CannotSign) as other:
        prepare(play)
    assert other.value.facts["signer"] == "Đặng Đức Thuận"
    ticket = prepare(play, by="dangducthuan")
    giver = answer_to(play, ticket, keys[NAMES[PERSON]])
    assert refused(play, giver, by="dangducthuan") == "other_name"
    own = SoftKey(certified("Đặng Đức Thuận"))
    take(play, answer_to(play, ticket, own), by="dangducthuan")
    assert signatures(play)[0].by.on_behalf_of == LEADER


def test_a_certificate_that_is_over_revoked_or_of_a_stranger_is_refused(play):
    root, stranger = certified("Nơi cấp", ca=True), certified("Nơi lạ", ca=True)
    ticket, name = prepare(play), NAMES[PERSON]
    over = certified(name, root, last=datetime(2026, 9, 7, 4, tzinfo=UTC))
    early = certified(name, root, first=datetime(2026, 9, 8, tzinfo=UTC))
    good = certified(name, root)
    lists = revoking(root, serial_of(good), on=datetime(2026, 9, 6, tzinfo=UTC))
    trust = Trust((root.certificate,))
    for held, by_whom, rule in (
        (over, trust, "expired"),
        (early, trust, "not_yet_valid"),
        (certified(name, stranger), trust, "not_trusted"),
        (good, Trust(trust.roots, (lists,)), "revoked"),
    ):
        assert refused(play, answer_to(play, ticket, SoftKey(held)), trust=by_whom) == rule
    assert signatures(play) == []
    take(play, answer_to(play, ticket, SoftKey(good)), trust=trust)


@pytest.mark.parametrize(
    "content", [b"", b"not a signature", b"\x30\x80" * 5_000, b"-----BEGIN CMS-----\nxx\n"]
)
def test_what_is_no_signature_is_told_as_such(play, content):
    prepare(play)
    assert refused(play, content) == "answer_unreadable"


def test_a_signature_broken_on_its_way_is_refused(play, keys):
    answer = bytearray(answer_to(play, prepare(play), keys[NAMES[PERSON]]))
    answer[-10] ^= 1
    assert refused(play, bytes(answer)) == "copy_does_not_hold"


def test_the_way_out_is_kept_as_a_reading(play):
    prepare(play)
    handed_out(play.app, play.id, PAPER, PERSON, person=LEADER, ticket=True)
    told = read(play.app.engine, lambda uow: readings_of(play.app, uow, play.id))
    assert [(r.person, r.how) for r in told if r.how == "signing"] == [(LEADER, "signing")]
