"""The only reader of the environment. Every setting has a default that works on one machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from THAMDINH_… variables.

    `home` holds the database file, papers and logs. `database_url` empty means SQLite in `home`.
    `prefect_api_url` empty means a Prefect server of our own on loopback.
    `oidc_issuer` empty means no common sign-in; `oidc_claim` holds the user name of the account.
    `web_address` is how browsers reach us, e.g. behind a proxy; https there makes cookies secure.
    `trusted_proxies` are the addresses of proxies whose word about a visitor's address counts.
    `pkcs11_module` is the library of the signing tokens; `trust_roots` the certificates of the
    authorities whose signatures are trusted, one file or a folder.
    """

    model_config = SettingsConfigDict(env_prefix="THAMDINH_", extra="ignore", frozen=True)

    home: Path = Field(default=Path("var"))
    database_url: str = ""
    prefect_api_url: str = ""
    prefect_port: int = 4217
    lease: timedelta = timedelta(seconds=60)

    web_host: str = "127.0.0.1"
    web_port: int = 8317
    web_address: str = ""
    trusted_proxies: str = ""
    session_idle: timedelta = timedelta(hours=1)
    session_whole: timedelta = timedelta(hours=12)

    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_claim: str = "preferred_username"

    soffice: str = "soffice"
    pdf_timeout: timedelta = timedelta(seconds=60)
    pkcs11_module: str = ""
    trust_roots: Path | None = None

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.home / 'thamdinh.db').resolve()}"

    @property
    def papers(self) -> Path:
        return self.home / "papers"

    @property
    def address(self) -> str:
        """Where browsers find the pages."""
        return self.web_address or f"http://{self.web_host}:{self.web_port}"

    @property
    def proxies(self) -> str:
        """Addresses whose X-Forwarded-For counts, with commas between; none by default."""
        return self.trusted_proxies.replace(" ", "")

    def prepare_home(self) -> None:
        """The folder of everything we keep, for our user alone."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.home.chmod(0o700)

    def setup_code(self) -> str:
        """The code of the first-run page; made once."""
        return self._secret("setup-code", lambda: secrets.token_urlsafe(16))

    def seal_key(self) -> bytes:
        """The 32 bytes with which seals are signed; made once."""
        return bytes.fromhex(self._secret("seal-key", lambda: secrets.token_hex(32)))

    def prefect_password(self) -> str:
        """User and password of our own Prefect server, as its settings want them; made once."""
        return self._secret("prefect-password", lambda: f"thamdinh:{secrets.token_urlsafe(24)}")

    def _secret(self, name: str, make: Callable[[], str]) -> str:
        """Readable by our user only, and never half written: it appears whole, or another's does.

        Of two processes that start together the second reads what the first made.
        """
        path = self.home / name
        if not path.exists():
            self.prepare_home()
            with NamedTemporaryFile("w", dir=self.home, encoding="ascii") as new:
                new.write(make())
                new.flush()
                os.fsync(new.fileno())
                with suppress(FileExistsError):
                    os.link(new.name, path)
        return path.read_text("ascii")

    @property
    def logs(self) -> Path:
        return self.home / "logs"
