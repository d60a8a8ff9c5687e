"""Tokens: whose, for what, until when; and that nothing else lets a program in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.accounts.invitations import accept_invitation, invite
from actions.accounts.tokens import NewToken, make_token, revoke_token
from domain.accounts.tokens import Scope
from domain.errors import BadInput, NotFound
from tests.actions.leaving.settling import shut
from tests.looking import read
from tests.web.site import PASSWORD, form_of


def tokens_of(app, person):
    return read(app.engine, lambda uow: uow.tokens.of_person(person))


def test_a_token_speaks_for_its_owner_only(program):
    said = program("lethuha").get("/me").json()
    assert (said["person"], said["agencies"]) == ("lethuha", ["BTCTU"])
    assert said["scopes"] == ["act", "admin", "read"]


def test_the_token_itself_is_kept_nowhere(site, program):
    token = program.token("lethuha")
    with site.app.engine.connect() as connection:
        tables = ["api_tokens", "account_log", "kept_forms", "sessions"]
        rows = [connection.execute(text(f"SELECT * FROM {t}")).all() for t in tables]
    assert token not in str(rows)
    assert token.removeprefix("thamdinh_") not in str(rows)


@pytest.mark.parametrize("shown", ["", "thamdinh_x", "thamdinh_\u00e9", "a" * 5000])
def test_without_a_good_token_nobody_is_let_in(program, shown):
    answer = program.with_token("").client.get(
        "/me", headers={"Authorization": f"Bearer {shown}".encode()} if shown else {}
    )
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["code"] == "token.bad"


def test_a_cookie_never_counts(site):
    signed_in = site.person("lethuha")
    assert signed_in.client.get("/account").status_code == 200
    assert signed_in.client.get("/api/v1/me").status_code == 401


def test_no_page_of_another_site_makes_a_browser_act(site):
    """A cookie alone does nothing here, so a forged request carries nobody's name."""
    signed_in = site.person("lethuha")
    forged = signed_in.client.post(
        "/api/v1/cases", json={}, headers={"Origin": "https://elsewhere.example"}
    )
    assert (forged.status_code, forged.json()["code"]) == (401, "token.bad")


def test_a_token_ends_by_time_by_its_owner_and_with_the_account(site, program, clock):
    late, revoked, closed = (program(p) for p in ("lethuha", "hlinhnie", "ymoaeban"))
    revoke_token(site.app, "hlinhnie", tokens_of(site.app, "hlinhnie")[0].id)
    shut(site.app, "ymoaeban")
    assert [p.get("/me").status_code for p in (late, revoked, closed)] == [200, 401, 401]
    clock.forward(days=30)
    assert late.get("/me").status_code == 401


def test_whoever_is_invited_anew_has_no_old_tokens(site, program):
    old = program("lethuha")
    (letter,) = invite(site.app, ["lethuha"]).letters
    accept_invitation(site.app, letter.token, PASSWORD + "!")
    assert old.get("/me").status_code == 401


def test_nobody_revokes_the_token_of_another(site, program):
    program.token("lethuha")
    with pytest.raises(NotFound):
        revoke_token(site.app, "hlinhnie", tokens_of(site.app, "lethuha")[0].id)


def test_the_same_wish_makes_one_token(site, program):
    program.token("lethuha")
    new = NewToken("hai", (Scope.READ,), timedelta(days=1), wish="form-1")
    assert make_token(site.app, "lethuha", new)
    assert make_token(site.app, "lethuha", new) == ""
    assert len(tokens_of(site.app, "lethuha")) == 2


@pytest.mark.parametrize(
    "new",
    [
        NewToken("", (Scope.READ,), timedelta(days=1)),
        NewToken("a", (), timedelta(days=1)),
        NewToken("a", (Scope.READ,), timedelta(0)),
        NewToken("a", (Scope.READ,), timedelta(days=91)),
    ],
)
def test_a_token_has_a_name_a_purpose_and_an_end(site, program, new):
    program.token("lethuha")
    with pytest.raises(BadInput):
        make_token(site.app, "lethuha", new)


def test_a_scope_is_asked_and_widens_nothing(program):
    reading = program("lethuha", Scope.READ)
    refused = reading.act("/cases/BN-2026-0001/withdraw", {"reason": "x"})
    assert (refused.status_code, refused.json()["code"]) == (403, "token.scope_missing")
    acting = program("lethuha", Scope.ACT)
    assert acting.get("/cases").status_code == 403


def test_wrong_tokens_are_not_tried_for_ever(program):
    thief = program.with_token("thamdinh_wrong")
    answers = [thief.get("/me").status_code for _ in range(31)]
    assert answers == [401] * 30 + [429]


def test_a_token_is_made_on_a_page_shown_once_and_revoked(site, program):
    person = site.person("lethuha")
    assert "/account/tokens" in person.see("/account")
    page, fields = "/account/tokens", {"name": "tổng hợp", "scope": ["read"], "days": "30"}
    fields["password"] = PASSWORD
    form = form_of(person.see(page), f"{page}/make")
    made = person.client.post(f"{page}/make", data={**form, **fields})
    token = re.search(r'<code class="token">(thamdinh_[^<]+)</code>', made.text)[1]
    again = person.client.post(f"{page}/make", data={**form, **fields})
    assert "đã được lập" in again.text
    assert token not in again.text + person.see(page)
    assert program.with_token(token).get("/me").json()["scopes"] == ["read"]
    person.client.post(f"{page}/revoke", data=form_of(person.see(page), f"{page}/revoke"))
    assert program.with_token(token).get("/me").status_code == 401


def test_a_refused_token_loses_nothing_typed(site):
    person, page = site.person("lethuha"), "/account/tokens"
    refused = person.send(page, f"{page}/make", {"name": "không phạm vi", "days": "30"})
    assert "Chưa thực hiện được" in refused.text
    assert "không phạm vi" in refused.text
