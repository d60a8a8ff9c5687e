"""A real PKCS#11 module: SoftHSM, where it is on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from documents.signing.token import Token
from domain.errors import CannotSign
from tests.documents.keys import certified

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
)
MODULE = next((path for path in MODULES if Path(path).exists()), "")
PIN = "135790"
softhsm = pytest.mark.skipif(
    not MODULE or shutil.which("softhsm2-util") is None, reason="no SoftHSM on this machine"
)


@pytest.fixture(scope="session")
def tokens(tmp_path_factory):
    """One folder of tokens for the session: the module reads its settings once."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    return folder


def token(folder, label, *names):
    """A token with a key and a certificate for each name. Made by a program, as a maker does."""
    run("--init-token", "--free", "--label", label, "--so-pin", "9" * 8, "--pin", PIN)
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    for number, name in enumerate(names, 1):
        held = certified(name)
        file = folder / f"{label}-{number}.pem"
        file.write_bytes(pem(held.key))
        run(
            "--import",
            str(file),
            "--token",
            label,
            "--label",
            name,
            "--id",
            f"{number:02x}",
            "--pin",
            PIN,
        )
        found = pkcs11.lib(MODULE)
        found.reinitialize()
        with found.get_token(token_label=label).open(rw=True, user_pin=PIN) as session:
            attributes = decode_x509_certificate(held.certificate)
            session.create_object(
                attributes
                | {
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.LABEL: name,
                    pkcs11.Attribute.ID: bytes([number]),
                }
            )


def run(*words):
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)


def pem(der):
    from cryptography.hazmat.primitives import serialization

    key = serialization.load_der_private_key(der, None)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@pytest.fixture(scope="session")
def two_tokens(tokens):
    token(tokens, "nguoi-ky", "Phan Văn Kiên")
    token(tokens, "co-quan", "Cơ quan thử A", "Cơ quan thử B")
    return tokens


def refused(holder):
    with pytest.raises(CannotSign) as said, holder.opened():
        pass
    return said.value.facts


@softhsm
def test_the_certificate_that_goes_with_the_key_is_found(two_tokens):
    with Token(MODULE, PIN, "nguoi-ky").opened() as key:
        assert key.signing_cert.subject.native["common_name"] == "Phan Văn Kiên"


@softhsm
def test_a_wrong_pin_is_said_and_tried_once(two_tokens):
    assert refused(Token(MODULE, "000000", "nguoi-ky"))["rule"] == "pin_wrong"
    with Token(MODULE, PIN, "nguoi-ky").opened() as key:
        assert key.signing_cert is not None  # the token did not lock


@softhsm
def test_which_token_and_which_certificate_must_be_clear(two_tokens):
    assert refused(Token(MODULE, PIN))["rule"] == "no_token"
    found = refused(Token(MODULE, PIN, "khong-co"))
    assert (found["rule"], set(found["found"]) >= {"nguoi-ky", "co-quan"}) == ("no_token", True)
    several = refused(Token(MODULE, PIN, "co-quan"))
    assert several == {"rule": "no_certificate", "found": ["Cơ quan thử A", "Cơ quan thử B"]}
    with Token(MODULE, PIN, "co-quan", "Cơ quan thử B").opened() as key:
        assert key.signing_cert.subject.native["common_name"] == "Cơ quan thử B"


def test_without_a_module_the_setting_is_named(tmp_path):
    assert refused(Token("", PIN)) == {"rule": "no_module", "module": "THAMDINH_PKCS11_MODULE"}
    file = tmp_path / "no.so"
    file.write_bytes(b"not a library")
    assert refused(Token(str(file), PIN))["rule"] == "no_module"


def test_the_pin_is_not_shown():
    assert PIN not in repr(Token("m", PIN))
