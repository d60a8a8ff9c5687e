"""A real Prefect server, started once by the same code that starts it for people."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_LOGGING_TO_API_ENABLED,
    temporary_settings,
)

import bootstrap
from actions.app import App
from bootstrap.processes import Running, free_port, wait_until_healthy
from bootstrap.settings import Settings


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("prefect")
    server = Running(Settings(home=home), free_port(0))
    server.start_prefect()
    wait_until_healthy(server)
    yield server
    server.stop()


@pytest.fixture
def prefect_url(prefect_server: Running, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its address; processes a test starts find the password where ours do, in the environment."""
    url, password = f"{prefect_server.page}/api", prefect_server.settings.prefect_password()
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", password)
    monkeypatch.setenv("PREFECT_API_URL", url)
    here = {
        PREFECT_API_URL: url,
        PREFECT_API_AUTH_STRING: password,
        PREFECT_LOGGING_TO_API_ENABLED: False,
    }
    with temporary_settings(here):
        yield url


@pytest.fixture
def flow_app(lite: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The application that flows in this process find: an installation of its own, for all tests
    share one Prefect server and every database begins with case number one."""
    ours = Settings(home=tmp_path, installation=f"tinh-{secrets.token_hex(4)}")
    monkeypatch.setattr(bootstrap, "app", lambda: lite)
    monkeypatch.setattr(bootstrap, "settings", lambda: ours)
    return lite
