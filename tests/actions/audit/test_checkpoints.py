"""One tree over all that is written: what witnesses signed is not changed, cut or forked unseen."""

from __future__ import annotations

import runpy
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import segno

from actions.audit.checkpoints import (
    LogSigner,
    asked_of,
    checkpoint,
    checkpoint_due,
    export,
    reach,
    take_cosignatures,
    whole_note,
)
from actions.audit.seals import seal
from actions.audit.verifying import verify
from domain.audit.chain import GENESIS, sealed
from domain.audit.notes import read_note
from domain.audit.policy import read_policy
from domain.errors import BadInput
from models.cases.cases import links_of
from templates import TEMPLATES
from tests.actions.audit.test_seals import KEY, attack
from tests.looking import read
from tests.playing import opened

W = runpy.run_path(str(TEMPLATES / "witness" / "witness.py"))
SIGNER = LogSigner("thamdinh-x", KEY)
PARTY, STATE = ("BTCTU", "BTGDVTU", "UBKTTU"), ("SVHTTDL", "BPTTH", "HVHNT")


class Agencies:
    """The six bodies with their program, each in a folder of its own."""

    def __init__(self, folder, names=(*PARTY, *STATE)):
        self.homes = {name: folder / name for name in names}
        keys = {n: W["init"](home, n, str(SIGNER.key)) for n, home in self.homes.items()}
        witnesses = "".join(f"witness {name} {key}\n" for name, key in keys.items())
        groups = f"group dang 2 {' '.join(PARTY)}\ngroup nn any {' '.join(STATE)}\n"
        quorum = "group du all dang nn\nquorum du\n"
        self.text = f"log {SIGNER.key}\n{witnesses}{groups}{quorum}"
        self.policy = read_policy(self.text)

    def sign(self, app, names):
        asked = asked_of(app, self.policy)
        for name in names:
            home = self.homes[name]
            (home / "in").write_text(asked[name], "utf-8")
            W["sign"](home, home / "in", home / "out", 1_790_000_000)
            taken = take_cosignatures(app, self.policy, (home / "out").read_text("utf-8"))
            assert taken == (name,)


@pytest.fixture
def agencies(tmp_path):
    return Agencies(tmp_path / "agencies")


def two_cases(app):
    opened(app)
    return opened(app, act_id="second", subject="vothimyhanh")


def test_the_tree_grows_with_everything_and_witnesses_follow_it(app, agencies):
    assert checkpoint(app, SIGNER) is not None  # people and seats were entered before any case
    play = two_cases(app)
    first = checkpoint(app, SIGNER)
    assert checkpoint(app, SIGNER) is None
    agencies.sign(app, (*PARTY, *STATE))
    assert asked_of(app, agencies.policy) == {}
    play.follow()
    second = checkpoint(app, SIGNER)
    assert second.size > first.size
    agencies.sign(app, ("BTCTU", "UBKTTU", "HVHNT"))
    found = reach(app, agencies.policy, whole_note(app))
    assert (found.fault, found.size) == ("", second.size)
    assert found.witnesses == ("BTCTU", "UBKTTU", "HVHNT")
    assert found.last == app.clock().isoformat()
    assert found.at == datetime.fromtimestamp(1_790_000_000, UTC)
    assert reach(app, agencies.policy, whole_note(app, first.size)).fault == ""
    assert verify(app) == []


def test_a_note_with_six_signatures_fits_one_printed_code(lite, agencies):
    two_cases(lite)
    checkpoint(lite, SIGNER)
    agencies.sign(lite, (*PARTY, *STATE))
    note = whole_note(lite)
    assert len(read_note(note).marks) == 7
    assert segno.make(note, error="m").version <= 30


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (("BTCTU", "UBKTTU"), "quorum"),
        (("BTCTU", "BPTTH", "HVHNT"), "quorum"),
        (("BTCTU", "UBKTTU", "BPTTH"), ""),
        ((), "quorum"),
    ],
)
def test_the_policy_says_whose_signatures_suffice(lite, agencies, names, fault):
    two_cases(lite)
    checkpoint(lite, SIGNER)
    agencies.sign(lite, names)
    assert reach(lite, agencies.policy, whole_note(lite)).fault == fault


def rewritten(app, case_id):
    """A case whose first fact was edited and whose whole chain was made anew, as whoever has the
    server and its key could."""
    previous, statements = GENESIS, []
    for link in read(app.engine, lambda uow: links_of(uow.connection, case_id)):
        body = link.body.replace("đồng", "ĐỒNG").replace('"note":""', '"note":"x"')
        new = sealed(replace(link, previous=previous, body=body))
        place = f"case_id = '{case_id}' AND version = {link.version} AND part = {link.part}"
        said = body.replace("'", "''")
        statements.append(
            f"UPDATE events SET body = '{said}', previous = '{previous}', digest = '{new.digest}' "
            f"WHERE {place}"
        )
        previous = new.digest
    return [*statements, f"UPDATE cases SET chain_head = '{previous}' WHERE id = '{case_id}'"]


def sign_off_all(agencies, app):
    agencies.sign(app, ("BTCTU", "UBKTTU", "HVHNT"))
    return whole_note(app)


FORGET = ("DELETE FROM cosignatures", "DELETE FROM checkpoints")
LOCKED = ("events", "journal", "checkpoints", "cosignatures", "seals", "seal_heads")


def strike(app, *statements):
    with app.engine.begin() as connection:
        for table in LOCKED:
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_case_rewritten_and_sealed_anew_with_the_stolen_key_is_found(lite, agencies):
    play = two_cases(lite)
    checkpoint(lite, SIGNER)
    kept = sign_off_all(agencies, lite)
    strike(lite, *FORGET, *rewritten(lite, play.id))
    seal(lite, KEY)
    checkpoint(lite, SIGNER)
    assert [f for f in verify(lite) if f.why != "unlocked"] == []  # all of it fits together
    assert reach(lite, agencies.policy, kept).fault in ("root", "missing")
    home = agencies.homes["BTCTU"]
    (home / "in").write_text(asked_of(lite, agencies.policy)["BTCTU"], "utf-8")
    with pytest.raises(W["Refused"]):
        W["sign"](home, home / "in", home / "out", 1_790_000_001)


def test_what_was_changed_under_a_checkpoint_is_named_with_its_span(lite):
    opened(lite)
    checkpoint(lite, SIGNER)
    play = opened(lite, act_id="second", subject="vothimyhanh")
    size = checkpoint(lite, SIGNER).size
    strike(lite, *rewritten(lite, play.id))
    (found,) = [f for f in verify(lite) if (f.table, f.why) == ("checkpoints", "edited")]
    assert found.row == str(size)
    assert found.told.startswith(f"events {play.id} 1.0 –")  # and nothing of the case before


def test_an_old_copy_put_back_is_found_by_how_far_it_reaches(lite, agencies, tmp_path):
    play = two_cases(lite)
    checkpoint(lite, SIGNER)
    lite.engine.dispose()
    path = tmp_path / "thamdinh.db"
    yesterday = path.read_bytes()
    play.follow()
    checkpoint(lite, SIGNER)
    kept = sign_off_all(agencies, lite)
    lite.engine.dispose()
    path.write_bytes(yesterday)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    assert verify(lite) == []
    assert reach(lite, agencies.policy, kept).fault == "missing"


def test_two_histories_of_one_size_are_not_both_signed(lite, agencies, tmp_path):
    """A fork: one body is shown what stood before, another what was put in its place."""
    play = two_cases(lite)
    checkpoint(lite, SIGNER)
    asked = asked_of(lite, agencies.policy)
    agencies.sign(lite, ("BTCTU",))
    strike(lite, *FORGET, *rewritten(lite, play.id))
    checkpoint(lite, SIGNER)
    forked = asked_of(lite, agencies.policy)["BTCTU"]
    home = agencies.homes["BTCTU"]
    (home / "in").write_text(forked.replace("old 0", f"old {read_note(whole_note(lite)).size}"))
    with pytest.raises(W["Refused"], match="KHÁC"):
        W["sign"](home, home / "in", home / "out", 1)
    assert asked["UBKTTU"] != forked


def test_signatures_of_strangers_and_of_other_notes_count_nothing(lite, agencies, tmp_path):
    two_cases(lite)
    checkpoint(lite, SIGNER)
    strangers = Agencies(tmp_path / "strangers")
    home = strangers.homes["BTCTU"]
    (home / "in").write_text(asked_of(lite, strangers.policy)["BTCTU"], "utf-8")
    W["sign"](home, home / "in", home / "out", 5)
    signed = (home / "out").read_text("utf-8")
    with pytest.raises(BadInput):
        take_cosignatures(lite, agencies.policy, signed)
    assert reach(lite, agencies.policy, signed).fault == "quorum"
    other = LogSigner("thamdinh-x", bytes(32))
    note = other.signed(replace(read_note(whole_note(lite)), marks=())).text()
    assert reach(lite, agencies.policy, note).fault == "log_signature"


def test_a_checkpoint_is_due_daily_and_at_each_issue(lite, clock):
    play = opened(lite)
    assert checkpoint_due(lite)
    checkpoint(lite, SIGNER)
    assert not checkpoint_due(lite)
    clock.forward(days=1)
    assert checkpoint_due(lite)
    play.until("announce")
    checkpoint(lite, SIGNER)
    assert not checkpoint_due(lite)
    attack(lite, "DELETE FROM seals")
    strike(lite, "UPDATE checkpoints SET events = 1")
    assert checkpoint_due(lite)  # an issue after it


def test_the_files_for_witnesses_are_written_by_themselves(lite, agencies, tmp_path):
    two_cases(lite)
    checkpoint(lite, SIGNER)
    names = {file.name for file in export(lite, agencies.policy, tmp_path / "out")}
    assert names == {"ban-ghi.txt", *(f"yeu-cau-{name}.txt" for name in agencies.homes)}


@pytest.mark.parametrize(
    "wrong",
    ["", "quorum x\n", "log x\n", "group a 3 b\n", "witness a b\n", "quorum none\nquorum none\n"],
)
def test_a_policy_that_cannot_be_read_is_refused(agencies, wrong):
    with pytest.raises(BadInput):
        read_policy(wrong and f"log {SIGNER.key}\n{wrong}")
