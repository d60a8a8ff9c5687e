"""A witness served by commands alone: program, request, answer, and how far a note proves."""

from __future__ import annotations

import subprocess
import sys

from models.audit.integrity import LOCKED
from tests.cli.typing_commands import answer
from tests.playing import opened


def program(tmp_path, *words):
    """As the agency runs it: another process, Python alone (-I: nothing of ours in reach)."""
    command = [sys.executable, "-I", "-S", str(tmp_path / "witness.py"), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_from_the_program_to_the_proof(terminal, lite, tmp_path):
    opened(lite)
    log = answer(terminal, "witness", "--to", str(tmp_path / "witness.py"))["log"]
    key = program(tmp_path, "init", "BTCTU", log).stdout.splitlines()[-1]
    policy = tmp_path / "witness-policy"
    policy.write_text(f"log {log}\nwitness BTCTU {key}\nquorum BTCTU\n", "utf-8")
    made = answer(terminal, "checkpoint")
    request = next(file for file in made["files"] if "BTCTU" in file)
    signed = program(tmp_path, "sign", request, str(tmp_path / "back.txt"))
    assert signed.returncode == 0, signed.stderr
    assert answer(terminal, "cosign", str(tmp_path / "back.txt")) == {"new": ["BTCTU"]}
    words = ("verify", "--note", str(tmp_path / "back.txt"), "--policy", str(policy))
    code, out, _ = terminal(*words)
    assert code == 0
    assert "cùng ký: BTCTU" in out
    with lite.engine.begin() as connection:
        for table in LOCKED:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        connection.exec_driver_sql("DELETE FROM cosignatures")
        connection.exec_driver_sql("DELETE FROM checkpoints")
    code, out, _ = terminal(*words)
    assert code == 5
    assert "bị cắt, hoặc là bản chép cũ" in out


def test_what_is_no_note_or_policy_is_refused_in_words(terminal, tmp_path):
    (tmp_path / "x").write_text("gì đó", "utf-8")
    code, _, err = terminal(
        "verify", "--note", str(tmp_path / "x"), "--policy", str(tmp_path / "x")
    )
    assert code == 1
    assert "quy định nhân chứng" in err
    code, _, err = terminal("cosign", str(tmp_path / "x"))
    assert code == 1
    assert "witness-policy" in err
