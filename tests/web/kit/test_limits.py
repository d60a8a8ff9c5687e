"""How much is read of a request, from whom, and whose word about an address counts."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import httpx
import pytest

from bootstrap.processes import environment
from bootstrap.settings import Settings
from tests.web.site import PASSWORD, form_of, running_site
from web.kit.options import Options


def pieces(size):
    """A multipart body sent piece by piece, without a length in its header."""
    yield b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n'
    for _ in range(size // 65536):
        yield b"x" * 65536
    yield b"\r\n--x--\r\n"


@pytest.mark.parametrize(
    "path", ["/sign-in", "/language", "/invitation/x", "/cases/BN-2026-0001/x"]
)
def test_before_signing_in_little_is_read(site, path):
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    with httpx.Client(base_url=site.address, timeout=60) as client:
        answer = client.post(path, content=pieces(4 * 1024 * 1024), headers=kind)
    assert answer.status_code in (404, 413)


def test_who_signed_in_may_send_a_file_but_no_larger_one_than_taken(site):
    officer = site.person("lethuha")
    hidden = form_of(officer.see("/account"), "/account/password")
    fields = hidden | {"old": PASSWORD, "new": "x"}
    taken = officer.client.post(
        "/account/password", data=fields, files={"f": ("a.pdf", b"x" * 3_000_000)}
    )
    assert taken.status_code == 200
    over = officer.client.post(
        "/account/password", data=fields, files={"f": ("a.pdf", b"x" * 64_000_000)}
    )
    assert over.status_code == 413


def test_nobody_is_sent_to_the_host_a_request_names(site):
    answer = httpx.get(f"{site.address}/sign-in/", headers={"Host": "evil.example"})
    assert answer.status_code == 404


def test_a_request_under_a_name_nobody_configured_is_refused(lite):
    """A name of others may lead here all the same; its pages would share our origin."""
    chosen = Settings(web_address="https://thamdinh.example", web_port=8317)
    with running_site(lite, Options(hosts=chosen.hosts)) as site:
        for host, status in (
            ("thamdinh.example", 200),
            ("localhost:8317", 200),
            ("evil.example", 421),
        ):
            answer = httpx.get(f"{site.address}/sign-in", headers={"Host": host}, timeout=60)
            assert answer.status_code == status


def test_what_is_kept_is_for_our_user_alone(tmp_path):
    """By a process as people start it, under the mask of a careless shell."""
    home = tmp_path / "home"
    code = "import bootstrap; bootstrap.app(); bootstrap.settings().seal_key(); "
    code += "from models.database import migrate; migrate(bootstrap.app().engine)"
    made = f"umask 022; THAMDINH_HOME={home} exec {sys.executable} -c '{code}'"
    subprocess.run(["sh", "-c", made], check=True)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.rglob("*")}
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert modes["thamdinh.db"] == 0o600
    assert modes["seal-key"] == 0o600
    assert {mode & 0o077 for mode in modes.values()} == {0}


def test_a_crash_writes_no_memory_to_a_file(tmp_path):
    """Ballots and slips pass through it."""
    code = "import bootstrap, resource; bootstrap.settings(); "
    code += "print(resource.getrlimit(resource.RLIMIT_CORE))"
    made = f"ulimit -c unlimited; THAMDINH_HOME={tmp_path} exec {sys.executable} -c '{code}'"
    said = subprocess.run(["sh", "-c", made], check=True, capture_output=True, text=True).stdout
    assert said == "(0, 0)\n"


def test_a_secret_appears_whole_and_stays(tmp_path):
    one, other = Settings(home=tmp_path), Settings(home=tmp_path)
    assert one.seal_key() == other.seal_key()
    assert len(one.seal_key()) == 32
    assert [path.name for path in tmp_path.iterdir()] == ["seal-key"]


def test_our_prefect_server_asks_for_a_password_and_one_of_others_gets_none(tmp_path):
    ours = environment(Settings(home=tmp_path), 4217)
    assert ours["PREFECT_SERVER_API_AUTH_STRING"] == ours["PREFECT_API_AUTH_STRING"]
    assert ours["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] == "http://127.0.0.1:4217"
    theirs = environment(Settings(home=tmp_path, prefect_api_url="http://p.example/api"), 4217)
    assert theirs.keys() - os.environ.keys() == ours.keys() - os.environ.keys() - {
        "PREFECT_SERVER_API_AUTH_STRING",
        "PREFECT_API_AUTH_STRING",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS",
    }


def test_nobodys_word_about_an_address_counts_by_default(tmp_path):
    assert Settings(home=tmp_path).proxies == ""
    assert Settings(trusted_proxies="10.0.0.1, 10.0.0.2").proxies == "10.0.0.1,10.0.0.2"
