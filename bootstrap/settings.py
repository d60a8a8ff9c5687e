"""The only reader of the environment. Every setting has a default that works on one machine."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from THAMDINH_… variables.

    `home` holds the database file, papers and logs. `database_url` empty means SQLite in `home`.
    `prefect_api_url` empty means a Prefect server of our own on loopback.
    `pkcs11_module` is the library of the signing tokens; `trust_roots` the certificates of the
    authorities whose signatures are trusted, one file or a folder.
    """

    model_config = SettingsConfigDict(env_prefix="THAMDINH_", extra="ignore", frozen=True)

    home: Path = Field(default=Path("var"))
    database_url: str = ""
    prefect_api_url: str = ""
    prefect_port: int = 4217
    lease: timedelta = timedelta(seconds=60)

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
    def logs(self) -> Path:
        return self.home / "logs"
