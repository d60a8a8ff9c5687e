"""Signing in through a real OpenID provider: who gets in, and every way in which nobody does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx
import pytest

import bootstrap
from actions import outgoing
from actions.accounts.accounts import set_password
from tests.actions.leaving.settling import shut
from tests.looking import read
from tests.web.site import PASSWORD, plain, running_site
from web.accounts import oidc
from web.kit.options import Options, Provider

SERVER = Path(__file__).parents[1] / "oidc_provider.py"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, "-P", str(SERVER)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout is not None
        yield f"http://127.0.0.1:{int(running.stdout.readline())}"
        running.terminate()


@pytest.fixture
def site(lite, clock, issuer):
    clock.now = bootstrap.now()  # the provider's clock cannot be moved
    with running_site(lite, Options(provider=Provider(issuer, "thamdinh", "secret"))) as site:
        set_password(lite, "lethuha", PASSWORD)
        yield site


def to_provider(visitor, back="/inbox"):
    started = visitor.client.get(f"/sign-in/oidc?next={back}", follow_redirects=False)
    assert started.status_code == 303, started.text
    return started.headers["location"]


def agreed(address, sub):
    """At the provider, as the person: returns the address to come back to."""
    with httpx.Client() as browser:
        answer = browser.post(address, data={"sub": sub} if sub else {"action": "deny"})
    return answer.headers["location"]


def come_back(visitor, sub, **more):
    return visitor.client.get(agreed(to_provider(visitor, **more), sub))


def test_a_person_with_an_account_gets_in_and_goes_on_where_they_wanted(site):
    visitor = site.visitor()
    assert "xác thực chung" in visitor.see("/sign-in")
    inside = come_back(visitor, "1", back="/inbox?tab=done")
    assert inside.url.path == "/inbox"
    assert "Lê Thu Hà" in inside.text
    entries = read(site.app.engine, lambda uow: uow.accounts.entries("lethuha"))
    assert entries[0].what == "signed_in_by_provider"


def test_what_is_sent_to_the_provider_is_new_each_time_and_asks_for_proof(site):
    first, second = (parse_qs(urlsplit(to_provider(site.visitor())).query) for _ in range(2))
    assert first["code_challenge_method"] == ["S256"]
    assert first["response_type"] == ["code"]
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]


def test_the_user_name_is_taken_without_regard_to_case(site):
    set_password(site.app, "hlinhnie", PASSWORD)
    assert "H'Linh Niê" in unescape(come_back(site.visitor(), "4").text)


@pytest.mark.parametrize("sub", ["2", "3"])
def test_nobody_without_an_account_gets_in_and_none_is_made(site, sub):
    told = come_back(site.visitor(), sub)
    assert told.status_code == 401
    assert "chưa có tài khoản" in plain(told.text)
    assert read(site.app.engine, lambda uow: uow.accounts.find("khongco")) is None


def test_a_closed_account_stays_closed(site):
    shut(site.app, "lethuha")
    assert come_back(site.visitor(), "1").status_code == 401


def test_who_says_no_at_the_provider_is_told_so(site):
    told = come_back(site.visitor(), "")
    assert told.status_code == 401
    assert "không cho đăng nhập" in plain(told.text)


def test_an_answer_meant_for_another_browser_is_refused(site):
    """Otherwise somebody could be signed in, unknowing, as somebody else."""
    attacker, victim = site.visitor(), site.visitor()
    to_provider(victim)
    told = victim.client.get(agreed(to_provider(attacker), "1"))
    assert told.status_code == 401
    assert "trình duyệt khác" in plain(told.text)
    assert "Mật khẩu" in victim.see("/inbox")


def test_a_code_works_once(site):
    visitor = site.visitor()
    back = agreed(to_provider(visitor), "1")
    cookies = dict(visitor.client.cookies)
    assert visitor.client.get(back).status_code == 200
    again = site.visitor()
    for name, value in cookies.items():
        again.client.cookies.set(name, value, path="/sign-in/oidc")
    assert again.client.get(back).status_code == 401


@pytest.mark.parametrize(("field", "value"), [("nonce", "other"), ("verifier", "x" * 64)])
def test_a_token_for_another_question_or_without_proof_is_refused(site, field, value):
    visitor = site.visitor()
    back = agreed(to_provider(visitor), "1")
    ((name, said),) = visitor.client.cookies.items()
    kept = dict(parse_qsl(said.strip('"')))
    visitor.client.cookies.clear()
    forged = urlencode(kept | {field: value})
    told = visitor.client.get(back, headers={"Cookie": f"{name}={forged}"})
    assert told.status_code == 401


def test_a_token_that_is_too_old_by_our_clock_is_refused(site, clock):
    visitor = site.visitor()
    back = agreed(to_provider(visitor), "1")
    clock.forward(hours=3)
    assert visitor.client.get(back).status_code == 401


def test_two_tabs_that_sign_in_at_once_do_not_spoil_each_other(site):
    visitor = site.visitor()
    first, _second = to_provider(visitor), to_provider(visitor)
    assert "Lê Thu Hà" in visitor.client.get(agreed(first, "1")).text


def test_the_button_back_leads_who_is_inside_back_inside(site):
    visitor = site.visitor()
    back = agreed(to_provider(visitor), "1")
    visitor.client.get(back)
    assert "Lê Thu Hà" in visitor.client.get(back).text
    assert site.visitor().client.get(back).status_code == 401


def test_what_a_provider_points_to_is_checked_like_any_address(site, monkeypatch):
    """Its own place was named by who runs the machine; the inside of the network was not."""
    told = oidc._fetch
    inside = {"jwks_uri": "http://127.0.0.1:9/keys"}

    def pointing(ctx, provider, address):
        found = told(ctx, provider, address)
        return found | inside if address.endswith(oidc.WELL_KNOWN) else found

    monkeypatch.setattr(oidc, "_fetch", pointing)
    refused = []
    check = outgoing.may_call
    monkeypatch.setattr(
        outgoing, "may_call", lambda *asked: check(*asked) or refused.append(asked[1])
    )
    assert come_back(site.visitor(), "1").status_code == 401
    assert refused == ["127.0.0.1:9"]


def test_an_answer_leads_only_to_our_own_pages(site):
    inside = come_back(site.visitor(), "1", back="https://elsewhere.example/")
    assert str(inside.url).startswith(site.address)


@pytest.mark.parametrize("other", ["http://127.0.0.1:9", "{issuer}/"])
def test_a_provider_that_is_away_or_calls_itself_otherwise_lets_nobody_in(lite, issuer, other):
    named = Provider(other.format(issuer=issuer), "thamdinh", "secret")
    with running_site(lite, Options(provider=named)) as site:
        told = site.visitor().client.get("/sign-in/oidc")
        assert told.status_code == 401


def test_without_a_provider_there_is_no_such_page(lite):
    with running_site(lite) as site:
        visitor = site.visitor()
        assert "xác thực chung" not in visitor.see("/sign-in")
        visitor.see("/sign-in/oidc", status=404)
        visitor.see("/sign-in/oidc/back?code=x&state=y", status=404)
