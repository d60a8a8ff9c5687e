"""The only reader of the environment. Every setting has a default that works on one machine."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url

from domain.accounts.webhooks import LOOPBACK


class Settings(BaseSettings):
    """Read from THAMDINH_… variables; docs/reference/settings.md is made from the descriptions.

    `web_address` is how browsers reach us; https there makes cookies secure.
    """

    model_config = SettingsConfigDict(env_prefix="THAMDINH_", extra="ignore", frozen=True)

    home: Path = Field(Path("var"), description="database file, papers, logs")
    language: Literal["vi", "en"] = Field("vi", description="of what `--help` says; or `en`")
    database_url: str = Field(
        "", description="`postgresql+psycopg://user@host/name`; empty: SQLite in the home"
    )
    prefect_api_url: str = Field(
        "", description="a Prefect server run by others; empty: our own on loopback"
    )
    prefect_port: int = Field(
        4217, description="port of our own Prefect server; another is taken when it is busy"
    )
    installation: str = Field(
        "",
        description="our name in a Prefect server that several installations share, the same on "
        "all hosts of one; empty: made from the address of the database",
    )
    lease: timedelta = Field(
        timedelta(seconds=60),
        description="after which a dead conductor's case is taken over (ISO 8601)",
    )

    web_host: str = Field("127.0.0.1", description="where the pages listen")
    web_port: int = Field(8317, description="where the pages listen")
    web_address: str = Field(
        "",
        description="how browsers reach the pages, e.g. behind a proxy; with https:// "
        "cookies are secure",
    )
    contact: str = Field(
        "", description="whom people ask for help, as the pages say it: a name, a telephone"
    )
    trusted_proxies: str = Field(
        "",
        description="addresses of proxies whose word about a visitor's address counts, "
        "with commas between",
    )
    calls_inside: str = Field(
        "",
        description="host:port, with commas between, of programs to be told (webhooks) on this "
        "machine or in a private network; others there are never called",
    )
    session_idle: timedelta = Field(
        timedelta(hours=1), description="a session without a page seen ends after this (ISO 8601)"
    )
    session_whole: timedelta = Field(
        timedelta(hours=12), description="every session ends after this (ISO 8601)"
    )

    oidc_issuer: str = Field(
        "",
        description="a common sign-in by OpenID Connect (code with PKCE); people come back "
        "to …/sign-in/oidc/back",
    )
    oidc_client_id: str = Field("", description="our name at that provider")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="our secret at that provider")
    oidc_claim: str = Field(
        "preferred_username",
        description="the claim that holds the user name of an existing account; none is "
        "made by signing in",
    )

    backup_folder: Path | None = Field(
        None,
        description="every night a backup is made in this folder, best on another disk; none: "
        "nothing is backed up by itself",
    )
    backup_keep: int = Field(30, ge=1, description="how many backups stay in that folder")
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="who shows it as a bearer token may read `/metrics` (Prometheus); "
        "empty: there are no metrics",
    )
    log_form: Literal["text", "json"] = Field(
        "text", description="of the lines of the logs; `json`: one object a line"
    )

    smtp_host: str = Field("", description="the mail server; empty: no mail is sent")
    smtp_port: int = Field(587, description="of the mail server")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="how the connection is encrypted; `none` only on this machine"
    )
    smtp_user: str = Field("", description="our name at the mail server; empty: no sign-in")
    smtp_password: SecretStr = Field(SecretStr(""), description="our password there")
    smtp_sender: str = Field(
        "", description="from whom mails are, `Name <address>`; what comes back goes there too"
    )
    smtp_returned: Path | None = Field(
        None,
        description="a Maildir folder into which mail that came back to the sender is delivered; "
        "none: addresses that are dead are found only where the server refuses them",
    )

    soffice: str = Field(
        "soffice", description="LibreOffice, by name on the path or by full path; makes the PDFs"
    )
    pdf_timeout: timedelta = Field(
        timedelta(seconds=60), description="after which a hanging LibreOffice is ended (ISO 8601)"
    )
    pdf_unguarded: bool = Field(
        False,
        description="LibreOffice runs also where the system allows it no network namespace of its "
        "own; then a file made to deceive could call others from this machine",
    )
    print_pages: bool = Field(
        True,
        description="LibreOffice prints each draft before people sign it, so that they see the "
        "pages; without, answers say that pages were not seen",
    )
    pkcs11_module: str = Field(
        "", description="library of the signing tokens (PKCS#11), by full path"
    )
    trust_roots: Path | None = Field(
        None,
        description="certificates of trusted authorities, a file or a folder, with their lists of "
        "revoked ones (.crl); none: origin not checked",
    )

    @model_validator(mode="after")
    def _mail_is_safe(self) -> Settings:
        if not self.smtp_host:
            return self
        if self.smtp_security == "none" and self.smtp_host not in LOOPBACK:
            raise ValueError("THAMDINH_SMTP_SECURITY=none: only on this machine (127.0.0.1)")
        if "@" not in parseaddr(self.smtp_sender)[1]:
            raise ValueError("THAMDINH_SMTP_SENDER: Name <address>")
        return self

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.home / 'thamdinh.db').resolve()}"

    @property
    def name(self) -> str:
        """Of this installation, in small letters, digits and dashes."""
        url = make_url(self.database)
        where = f"{url.host}:{url.port}/{url.database}"
        made = hashlib.sha256(where.encode()).hexdigest()[:8]
        return self.installation or f"thamdinh-{made}"

    @property
    def spool(self) -> Path:
        return self.home / "spool"

    @property
    def papers(self) -> Path:
        return self.home / "papers"

    @property
    def verified(self) -> Path:
        return self.home / "verified.json"

    @property
    def address(self) -> str:
        """Where browsers find the pages."""
        return self.web_address or f"http://{self.web_host}:{self.web_port}"

    @property
    def hosts(self) -> frozenset[str]:
        """Names under which browsers, a proxy or a watcher ask for the pages; no others count."""
        public = urlsplit(self.address).netloc.lower()
        here = {f"{host}:{self.web_port}" for host in (self.web_host, "127.0.0.1", "localhost")}
        return frozenset({public, *here})

    @property
    def proxies(self) -> str:
        """Addresses whose X-Forwarded-For counts, with commas between; none by default."""
        return self.trusted_proxies.replace(" ", "")

    @property
    def inside(self) -> frozenset[str]:
        """The places of `calls_inside`."""
        return frozenset(self.calls_inside.replace(" ", "").lower().split(",")) - {""}

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

    def mail_key(self) -> bytes:
        """With which names in mails are made that nobody can guess; made once."""
        return bytes.fromhex(self._secret("mail-key", lambda: secrets.token_hex(32)))

    @property
    def witness_policy(self) -> str:
        """Whose signatures make a checkpoint believed (docs/how-to/witness.md); empty: nobody is
        asked."""
        path = self.home / "witness-policy"
        return path.read_text("utf-8") if path.is_file() else ""

    @property
    def checkpoints(self) -> Path:
        """Where the newest checkpoint and what witnesses are asked are written by themselves."""
        return self.home / "checkpoints"

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
