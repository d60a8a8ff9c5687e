"""The audit pack checks itself on a bare Python, and finds whatever was changed in it."""

from __future__ import annotations

import hashlib
import json
import runpy
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from actions.audit.audit_pack import pack_case
from actions.audit.seals import seal
from documents.audit_pack import PACK
from domain.errors import NotFound
from tests.looking import read
from tests.playing import at_opinions, opened


@pytest.fixture
def play(lite):
    play = at_opinions(lite)
    play.story().gather_dossier()
    return play


def unpacked(play, folder):
    with zipfile.ZipFile(BytesIO(pack_case(play.app, play.id, person="trinhvanduc"))) as made:
        made.extractall(folder)
    return folder


def checked(folder, *words):
    """As a stranger runs it: no package of ours, no network, elsewhere."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    return done.returncode, done.stdout


def edit(folder, name, change):
    rows = [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]
    change(rows)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / name).write_text(text, "utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_a_pack_is_whole_and_says_so(play, tmp_path):
    folder = unpacked(play, tmp_path / "pack")
    code, said = checked(folder)
    assert (code, said.startswith("NGUYÊN VẸN")) == (0, True), said
    assert play.case.chain_head in said
    assert checked(folder, play.case.chain_head)[0] == 0
    assert checked(folder, "0" * 64)[0] == 1
    papers = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    assert sum(name.startswith("papers/") for name in papers) > 5


def forged(rows):
    body = json.loads(rows[3]["body"]) | {"forged": True}
    rows[3]["body"] = json.dumps(body)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (forged, "nội dung đã bị sửa"),
        (lambda rows: rows.pop(2), "thiếu dòng đứng trước"),
        (lambda rows: rows.pop(), "cắt hoặc thêm"),
        (
            lambda rows: rows.append(rows[-1] | {"version": rows[-1]["version"] + 1, "part": 0}),
            "không nối với dòng trước",
        ),
        (lambda rows: rows[1].update(act_id="other"), "nội dung đã bị sửa"),
        (lambda rows: rows[1].update(at="2020-01-01"), "nội dung đã bị sửa"),
    ],
    ids=["body", "row cut", "tail cut", "row added", "act", "time"],
)
def test_each_change_of_the_history_is_found(play, tmp_path, change, told):
    folder = unpacked(play, tmp_path / "pack")
    edit(folder, "history.jsonl", change)
    code, said = checked(folder)
    assert code == 1
    assert told in said


def test_a_paper_changed_lost_or_slipped_in_is_found(play, tmp_path):
    folder = unpacked(play, tmp_path / "pack")
    first, second, *_ = sorted((folder / "papers").iterdir())
    first.write_bytes(b"x")
    second.unlink()
    (folder / "papers" / "extra").write_bytes(b"y")
    said = checked(folder)[1]
    assert f"papers/{first.name} đã bị sửa" in said
    assert f"thiếu tệp papers/{second.name}" in said
    assert "tệp lạ papers/extra" in said


def test_a_paper_lost_from_the_store_is_told_by_the_pack(play, tmp_path):
    paper = read(play.app.engine, lambda uow: uow.papers.of_case(play.id))[0]
    play.app.papers.path(paper.content).unlink()
    code, said = checked(unpacked(play, tmp_path / "pack"))
    assert code == 1
    assert paper.name in said


def test_taking_a_pack_is_recorded_and_in_it(play, tmp_path):
    folder = unpacked(play, tmp_path / "pack")
    rows = (folder / "readings.jsonl").read_text("utf-8").splitlines()
    assert json.loads(rows[-1])["how"] == "pack"
    assert json.loads((folder / "names.json").read_text("utf-8"))["trinhvanduc"]


def test_a_sealed_case_proves_that_it_is_in_the_seal(play, tmp_path):
    opened(play.app, act_id="second", subject="vothimyhanh")
    seal(play.app, bytes(range(32)))
    folder = unpacked(play, tmp_path / "pack")
    assert checked(folder)[0] == 0
    assert len(json.loads((folder / "seal.json").read_text("utf-8"))["path"]) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda kept: kept["seal"].update(cases=99), "chữ ký của bản niêm phong không đúng"),
        (lambda kept: kept["head"].update(digest="0" * 64), "không nằm trong bản niêm phong"),
        (lambda kept: kept.update(path=[]), "không nằm trong bản niêm phong"),
        (lambda kept: kept["seal"].update(signature="00" * 64), "chữ ký của bản niêm phong"),
    ],
)
def test_a_seal_that_does_not_fit_is_found(play, tmp_path, change, told):
    opened(play.app, act_id="second", subject="vothimyhanh")
    seal(play.app, bytes(range(32)))
    folder = unpacked(play, tmp_path / "pack")
    kept = json.loads((folder / "seal.json").read_text("utf-8"))
    change(kept)
    (folder / "seal.json").write_text(json.dumps(kept), "utf-8")
    assert told in checked(folder)[1]


def test_the_verifier_agrees_with_a_library_about_signatures():
    signed = runpy.run_path(str(PACK / "verify.py"))["signed"]
    for number in range(8):
        key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        public, text = key.public_key().public_bytes_raw(), bytes(range(number * 9))
        good = key.sign(text)
        assert signed(public, text, good)
        assert not signed(public, text + b"x", good)
        assert not signed(public, text, good[:-1] + bytes([good[-1] ^ 1]))
        assert not signed(bytes(31) + b"\x02", text, good)


def test_an_unknown_case_has_no_pack(lite):
    opened(lite)
    with pytest.raises(NotFound):
        pack_case(lite, "BN-2026-9999")
