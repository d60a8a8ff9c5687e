"""Nothing slow under the lock of writers: who signs waits as long with ten times the cases.

What a transaction does is counted, in questions to the database and in steps of its machine, for
everything that works beside people: each duty of the clock, packs, imports and what looks left.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from actions.audit import seals
from actions.audit.audit_pack import pack_case
from actions.audit.checkpoints import LogSigner, checkpoint
from actions.audit.seals import bad_seals, seal
from actions.audit.traces import take_in
from actions.backup import back_up
from actions.cases.remind_late import pass_deadlines
from actions.directory.import_people import import_people, template
from actions.status import BACK_UP
from actions.told.spans import pass_days
from actions.watch.tell import tell_orphans
from documents.intake.sent_file import SentFile
from flows.duties import DUTIES
from tests.filling import fill
from tests.looking import read
from tests.models.locks import locks_of
from tests.playing import at_opinions, opened

FEW, MANY = 200, 2000
STATEMENTS, STEPS = 30, 30_000  # of one transaction, whatever there is
KEY = bytes(range(32))
ROWS = 20
NOT_OURS = {"bury_deserted", "deliver_mail"}  # asks Prefect alone; asks a mail server for each mail


def sheet(name):
    """People and a position of each, filled into the template."""
    book = load_workbook(BytesIO(template()))
    for number in range(ROWS):
        person = f"{name}{number}"
        book["Người"].append(
            [person, f"Nguyễn Văn {name}", "", "Nam", date(1980, 1, 1), "Kinh", "", ""]
        )
        book["Vị trí"].append([person, "BTCTU", "Chuyên viên", "lập hồ sơ", "01/09/2026", ""])
    out = BytesIO()
    book.save(out)
    return SentFile("nhap.xlsx", out.getvalue())


def works(app, case, name, folder):
    """What works beside people, by the name of its duty where it is one."""
    return {
        "seal_heads": lambda: seal(app, KEY),
        "write_checkpoint": lambda: checkpoint(app, LogSigner("x", KEY)),
        "sweep_deadlines": lambda: (pass_days(app), pass_deadlines(app)),
        "watch_orphans": lambda: tell_orphans(app),
        BACK_UP: lambda: back_up(app, folder),
        "pack": lambda: pack_case(app, case, person="ngoquanghuy"),
        "import": lambda: import_people(app, sheet(name), by="luonggiaminh"),
        "take_in": lambda: take_in(app),
    }


def test_every_duty_of_the_clock_is_counted_here(lite, tmp_path):
    assert {duty.name for duty in DUTIES} - NOT_OURS <= works(lite, "", "", tmp_path).keys()


@pytest.mark.slow
def test_no_transaction_grows_with_what_there_is(lite, clock, tmp_path):
    play = opened(lite)
    play.sign("BPTTH", "submitted")
    at_opinions(lite, act_id="second", subject="vothimyhanh")
    for size in (FEW, MANY):
        fill(lite.engine, size)
        clock.forward(days=60)
        longest = {}
        for name, work in works(lite, play.id, f"p{size}n", tmp_path / f"{size}").items():
            with locks_of(lite.engine) as locks:
                work()
            longest[name] = locks.longest()
        over = {
            name: held
            for name, held in longest.items()
            if held.statements > STATEMENTS or held.steps > STEPS
        }
        assert over == {}, size
    assert bad_seals(lite) == []


def test_a_sweep_that_has_nothing_new_to_tell_takes_no_lock(lite, clock):
    opened(lite).sign("BPTTH", "submitted")
    clock.forward(days=15)
    assert pass_deadlines(lite).notices == 2
    with locks_of(lite.engine) as locks:
        assert pass_deadlines(lite).notices == 0
    assert locks.held == []


def test_a_case_that_moves_while_the_sweep_reads_is_told_of_later(app, clock, monkeypatch):
    play = opened(app)
    play.sign("BPTTH", "submitted")
    clock.forward(days=15)
    import actions.cases.remind_late as sweep

    transact = sweep.transaction

    def later(*args):
        monkeypatch.undo()
        play.sign("BTVTU", "approve")
        return transact(*args)

    monkeypatch.setattr(sweep, "transaction", later)
    assert pass_deadlines(app).notices == 0
    late = read(app.engine, lambda uow: uow.notices.of_case(play.id))
    assert "late" not in {notice.kind for notice in late}


def test_a_seal_that_another_overtakes_is_made_over_what_is_left(app, monkeypatch):
    opened(app)
    transact = seals.transaction

    def overtaken(*args):
        monkeypatch.undo()
        seal(app, KEY)
        opened(app, act_id="second", subject="vothimyhanh")
        return transact(*args)

    monkeypatch.setattr(seals, "transaction", overtaken)
    made = seal(app, KEY)
    assert (made.number, made.cases) == (2, 2)
    assert bad_seals(app) == []


def test_many_moved_heads_are_several_seals_that_follow_each_other(app, monkeypatch):
    monkeypatch.setattr(seals, "AT_ONCE", 1)
    opened(app)
    opened(app, act_id="second", subject="vothimyhanh")
    made = seal(app, KEY)
    assert (made.number, made.cases) == (2, 2)
    assert bad_seals(app) == []
