"""Tokens on the command line: made, listed without a hash, revoked."""

from __future__ import annotations

from actions.accounts.accounts import set_password
from actions.accounts.tokens import bearer_of
from tests.cli.typing_commands import answer
from tests.web.site import PASSWORD


def test_a_token_is_made_listed_and_revoked(terminal, lite):
    set_password(lite, "lethuha", PASSWORD)
    made = answer(terminal, "token", "make", "--as", "lethuha", "--name", "sao lưu")["token"]
    assert bearer_of(lite, made).viewer.person == "lethuha"
    listed = answer(terminal, "token", "list", "--as", "lethuha")
    assert [(one["name"], one["scopes"]) for one in listed] == [("sao lưu", ["read"])]
    assert made not in str(listed)
    assert terminal("token", "revoke", listed[0]["id"], "--as", "hlinhnie")[0] == 3
    assert terminal("token", "revoke", listed[0]["id"], "--as", "lethuha")[0] == 0
    assert answer(terminal, "token", "list")[0]["revoked_at"]


def test_nobody_gets_a_token_without_an_account(terminal):
    code, _, said = terminal("token", "make", "--as", "lethuha", "--name", "x")
    assert code == 3
    assert "lethuha" in said
