"""A site on the demonstration province; hashing is made cheap, everything else is real."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser

from actions.accounts import accounts
from actions.app import App
from tests.web.browsing import browser
from tests.web.site import Site, running_site
from web.accounts import sign_in


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        accounts, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    sign_in.LIMITER.storage.reset()


@pytest.fixture
def site(lite: App) -> Iterator[Site]:
    with running_site(lite) as running:
        yield running


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser() as opened:
        yield opened
