"""Commands on the signed paper: sign, seal, keep-signed, verify-signature."""

from __future__ import annotations

import io
import json
import shutil
import sys

import pytest

import bootstrap
from bootstrap.settings import Settings
from tests.actions.decisions.test_void_number import issued_one
from tests.actions.signing.test_sign_paper import (
    BODY,
    PAPER,
    PERSON,
    a_scan,
    papers,
    put,
)
from tests.cli.typing_commands import answer
from tests.documents.keys import SoftKey, certified, signature_png
from tests.documents.signing.test_token import (
    MODULE,
    PIN,
    softhsm,
    token,
    tokens,
)

__all__ = ["tokens"]  # a fixture used below
pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice on this machine"
)


@pytest.fixture
def signed(lite, tmp_path):
    """A decision signed twice, and its file."""
    play = issued_one(lite)
    put(play, PERSON, SoftKey(certified("Y Moan Êban")))
    put(play, BODY, SoftKey(certified("Tỉnh ủy thử")))
    file = tmp_path / "quyết định.pdf"
    file.write_bytes(lite.papers.get(papers(play)[-1].content))
    return play, file


def test_a_signed_file_is_verified_and_its_case_named(terminal, signed):
    play, file = signed
    told = answer(terminal, "documents", "verify-signature", str(file))
    assert (told["holds"], told["cases"], len(told["signatures"])) == (True, [play.id], 2)
    code, out, _ = terminal("documents", "verify-signature", str(file))
    assert (code, "còn nguyên vẹn" in out, "THAMDINH_TRUST_ROOTS" in out) == (0, True, True)


def test_an_altered_file_ends_with_five_and_says_so(terminal, signed):
    _, file = signed
    content = bytearray(file.read_bytes())
    content[2000] ^= 1
    file.write_bytes(content)
    code, out, _ = terminal("documents", "verify-signature", str(file))
    assert (code, "ĐÃ BỊ SỬA" in out, "không được lưu" in out) == (5, True, True)
    code, out, _ = terminal("documents", "verify-signature", str(file), "--json")
    assert (code, json.loads(out)["holds"]) == (5, False)


def test_a_certificate_of_no_trusted_authority_is_said(terminal, signed, tmp_path, monkeypatch):
    _, file = signed
    root = tmp_path / "gốc.der"
    root.write_bytes(certified("Nơi cấp thử", ca=True).certificate)
    chosen = Settings(home=tmp_path, trust_roots=root)
    monkeypatch.setattr(bootstrap, "settings", lambda: chosen)
    code, out, _ = terminal("documents", "verify-signature", str(file))
    assert (code, "không do nơi được tin cậy cấp" in out) == (5, True)


def test_a_file_without_signature_and_a_broken_one_are_refused(terminal, tmp_path):
    file = tmp_path / "quét.pdf"
    file.write_bytes(a_scan())
    code, _, err = terminal("documents", "verify-signature", str(file))
    assert (code, "không có chữ ký số" in err) == (1, True)
    file.write_bytes(a_scan()[:200])
    code, _, err = terminal("documents", "verify-signature", str(file))
    assert (code, "tệp hỏng" in err) == (1, True)


def test_a_scan_is_kept_and_listed(terminal, lite, tmp_path):
    play = issued_one(lite)
    file = tmp_path / "bản ký quét.pdf"
    file.write_bytes(a_scan())
    code, out, err = terminal(
        "documents", "keep-signed", play.id, PAPER, str(file), "--as", "lethuha"
    )
    assert (code, "bản quét" in out) == (0, True), err
    code, out, _ = terminal("documents", "list", play.id)
    assert "bản ký" in out


def type_pin(monkeypatch, pin):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{pin}\n"))


def test_without_a_token_the_setting_is_named(terminal, lite, tmp_path, monkeypatch):
    play = issued_one(lite)
    image = tmp_path / "ký.png"
    image.write_bytes(signature_png())
    type_pin(monkeypatch, PIN)
    code, _, err = terminal(
        "documents", "sign", play.id, PAPER, "--as", "ymoaeban", "--image", str(image)
    )
    assert (code, "THAMDINH_PKCS11_MODULE" in err) == (1, True)


@softhsm
def test_the_leader_signs_with_a_token_after_a_wrong_pin(
    terminal, lite, tmp_path, monkeypatch, tokens
):
    token(tokens, "lanh-dao", "Y Moan Êban")
    chosen = Settings(home=tmp_path, pkcs11_module=MODULE)
    monkeypatch.setattr(bootstrap, "settings", lambda: chosen)
    play = issued_one(lite)
    image = tmp_path / "ký.png"
    image.write_bytes(signature_png())
    words = (
        "documents",
        "sign",
        play.id,
        PAPER,
        "--as",
        "ymoaeban",
        "--image",
        str(image),
        "--token",
        "lanh-dao",
    )
    type_pin(monkeypatch, "000000")
    code, _, err = terminal(*words)
    assert (code, "Mã PIN không đúng" in err, papers(play)) == (1, True, [])
    type_pin(monkeypatch, PIN)
    code, out, err = terminal(*words)
    assert (code, "Y Moan Êban" in out) == (0, True), err
    assert len(papers(play)) == 1


def test_a_party_paper_gets_no_exchange_file(terminal, signed):
    play, _ = signed
    code, _, err = terminal("documents", "edxml", play.id, PAPER, "--as", "lethuha")
    assert (code, "văn bản của Đảng" in err) == (1, True)
