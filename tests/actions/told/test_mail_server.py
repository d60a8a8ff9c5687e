"""The connection to the mail server: encrypted, signed in, or refused by the settings."""

from __future__ import annotations

import ssl
from datetime import timedelta
from ipaddress import ip_address

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import ValidationError

import bootstrap
from actions.told.post import PostUnreachable
from bootstrap import build
from bootstrap.settings import Settings
from tests.posting import deliver, post_office, posting, wants_mail

USER, WORD = b"thamdinh", b"mot cau dai"
SERVER = {"smtp_host": "mail.example.vn", "smtp_sender": "Thẩm Định <thamdinh@example.vn>"}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Of 127.0.0.1, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = bootstrap.now()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    kept = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "key.pem").write_bytes(kept)
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder


@pytest.fixture
def context(certificate):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return made


def signs_in(_server, _session, _envelope, _mechanism, data):
    return AuthResult(success=(data.login, data.password) == (USER, WORD), handled=False)


def test_starttls_with_a_trusted_certificate_and_the_right_password(
    lite, certificate, context, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    more = {"tls_context": context, "require_starttls": True, "auth_required": True}
    with post_office(**more, authenticator=signs_in) as office:
        secret = {"security": "starttls", "user": USER.decode(), "password": WORD.decode()}
        app = posting(lite, office, **secret)
        wants_mail(app, "ngoquanghuy")
        assert deliver(app) == 1
        wants_mail(app, "lethuha")
        for password, said in (("wrong", "535"), ("khác", "ASCII")):
            wrong = posting(lite, office, **secret | {"password": password})
            with pytest.raises(PostUnreachable) as away:
                deliver(wrong)
            assert said in str(away.value)
            assert password not in f"{away.value} {wrong.post!r}"


def test_a_certificate_nobody_vouches_for_gets_neither_password_nor_mail(lite, context):
    with post_office(tls_context=context) as office:
        app = posting(lite, office, security="starttls")
        wants_mail(app, "ngoquanghuy")
        with pytest.raises(PostUnreachable):
            deliver(app)
        assert office.taken == []


def test_a_server_without_encryption_gets_nothing_where_it_is_wanted(lite):
    with post_office() as office:
        app = posting(lite, office, security="starttls")
        wants_mail(app, "ngoquanghuy")
        with pytest.raises(PostUnreachable):
            deliver(app)
        assert office.taken == []


def test_tls_from_the_first_octet(lite, certificate, context, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with post_office(ssl_context=context) as office:
        app = posting(lite, office, security="tls")
        wants_mail(app, "ngoquanghuy")
        assert deliver(app) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"smtp_security": "none"}, {"smtp_sender": ""}, {"smtp_sender": "Thẩm Định"}],
)
def test_settings_that_would_send_in_the_open_or_from_nobody_start_nothing(tmp_path, wrong):
    with pytest.raises(ValidationError):
        Settings(home=tmp_path, **SERVER | wrong)


def test_without_a_server_there_is_no_post_and_with_one_it_is_as_the_settings_say(tmp_path):
    assert build(Settings(home=tmp_path)).post is None
    post = build(Settings(home=tmp_path, **SERVER, smtp_password="rất kín")).post
    assert (post.host, post.port, post.security) == ("mail.example.vn", 587, "starttls")
    assert post.domain == "example.vn"
    assert "rất kín" not in repr(post)
    assert post.key == build(Settings(home=tmp_path, **SERVER)).post.key
