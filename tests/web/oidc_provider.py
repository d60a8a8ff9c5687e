"""A real OpenID provider in a process of its own; it refuses a code without its PKCE verifier."""

from __future__ import annotations

import base64
import hashlib
import sys
from urllib.parse import parse_qs, urlsplit

import flask
from oidc_provider_mock import User, app
from werkzeug.serving import make_server

PEOPLE = (
    User(sub="1", claims={"preferred_username": "lethuha"}),
    User(sub="2", claims={"preferred_username": "khongco"}),
    User(sub="3", claims={}),
    User(sub="4", claims={"preferred_username": "HLINHNIE"}),
)


def provider() -> flask.Flask:
    made = app(require_nonce=True, user_claims=PEOPLE)
    challenges: dict[str, str] = {}

    @made.after_request
    def remember(response: flask.Response) -> flask.Response:
        codes = parse_qs(urlsplit(response.location or "").query).get("code", [])
        for code in codes:
            assert flask.request.args["code_challenge_method"] == "S256"
            challenges[code] = flask.request.args["code_challenge"]
        return response

    @made.before_request
    def prove() -> tuple[str, int] | None:
        if flask.request.path != "/oauth2/token":
            return None
        verifier = flask.request.form.get("code_verifier", "")
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
        expected = challenges.get(flask.request.form.get("code", ""), "none")
        return None if digest.decode().rstrip("=") == expected else ("no proof", 400)

    return made


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, provider(), threaded=True)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
