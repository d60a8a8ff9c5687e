"""The audit pack checks a secret ballot on a bare Python: keys, tellers' parts, sums, result."""

from __future__ import annotations

import json

import pytest

from domain.votes.group import generator, minus, plus
from tests.actions.audit.test_audit_pack import checked, edit, unpacked
from tests.balloting import call, finish, hand_out, seal, share, void, vote
from tests.playing import opened

MEMBERS = ("hlinhnie", "phamquochung", "buithanhmai", "vominhtri", "ymoaeban")


@pytest.fixture
def folder(lite, tmp_path):
    """A ballot given up, then one held to its end."""
    play = opened(lite)
    play.until("standing_vote")
    task = call(play, MEMBERS)
    slips = hand_out(play, task)
    vote(play, task, dict.fromkeys(MEMBERS[:2], "agree"))
    seal(play, task, early="vắng")
    share(play, task, dict(list(slips.items())[:2]))
    void(play, task)
    call(play, MEMBERS, act_id="anew")
    slips = hand_out(play, task)
    choices = ("agree", "against", "blank", "agree", "agree")
    vote(play, task, dict(zip(MEMBERS, choices, strict=True)))
    finish(play, task, slips)
    return unpacked(play, tmp_path / "pack")


def test_a_ballot_held_as_it_should_be_is_whole(folder):
    code, said = checked(folder)
    assert (code, said.startswith("NGUYÊN VẸN")) == (0, True), said


def changed(folder, kind, change):
    """The last fact of a kind edited; the chain is broken too, and told apart."""

    def edited(rows):
        row = [row for row in rows if row["kind"] == kind][-1]
        body = json.loads(row["body"])
        change(body)
        row["body"] = json.dumps(body)

    edit(folder, "history.jsonl", edited)
    return [line for line in checked(folder)[1].splitlines() if "bỏ phiếu" in line]


def other_point(text):
    """Twice the point: still one of the group."""
    octets = bytes.fromhex(text)
    return plus(octets, octets).hex()


def more(body):
    body["tally"]["in_favour"] += 1


def moved(body):
    """One vote taken from the first choice and given to the second, as who knows no key can."""
    sums = bytes.fromhex(body["sums"])
    first, second = minus(sums[32:64], generator()), plus(sums[96:128], generator())
    body["sums"] = (sums[:32] + first + sums[64:96] + second + sums[128:]).hex()


@pytest.mark.parametrize(
    ("kind", "change", "told"),
    [
        ("BallotClosed", more, "kết quả đã ghi không phải tổng mở ra"),
        ("BallotSealed", moved, "kết quả đã ghi không phải tổng mở ra"),
        ("BallotSealed", lambda b: b["voted"].pop(), "không phải số phiếu của những người"),
        (
            "ShareOpened",
            lambda b: b["parts"].insert(0, other_point(b["parts"].pop(0))),
            "không được tính bằng khóa đã công bố",
        ),
        ("ShareOpened", lambda b: b.update(proof="00" * 64), "không được tính bằng khóa"),
        ("ShareOpened", lambda b: b["parts"].pop(), "dữ liệu không đọc được"),
        ("TellerKeyed", lambda b: b.update(key=other_point(b["key"])), "bằng chứng giữ khóa"),
        ("TellerKeyed", lambda b: b.update(proof="zz"), "dữ liệu không đọc được"),
        ("TellerKeyed", lambda b: b["by"].update(person="x"), "không đủ ba người kiểm phiếu"),
    ],
)
def test_each_part_that_is_not_what_it_was_is_named(folder, kind, change, told):
    found = changed(folder, kind, change)
    assert any(told in line for line in found), found
