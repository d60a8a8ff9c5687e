"""Puts the application together; the only reader of the environment and the clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache

from actions.app import App
from actions.told.post import Post
from bootstrap.settings import Settings
from documents.export.pdf import Office
from models.audit.spool import Spool
from models.database import connect
from models.papers.paper_store import PaperStore
from regulations import catalogue


@cache
def settings() -> Settings:
    """Read once. From here on nothing this process writes is readable by others, and its memory,
    through which ballots and tellers' slips pass, is never written to a file when it crashes."""
    os.umask(0o077)
    with suppress(ImportError):  # Windows writes none by itself
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return Settings()


@cache
def app() -> App:
    """The application of this process, built on first use."""
    settings().prepare_home()
    return build(settings())


def app_in_use() -> App | None:
    """The same where somebody has used it; None where it was never built."""
    return app() if app.cache_info().currsize else None


def build(chosen: Settings, *, clock: Callable[[], datetime] | None = None) -> App:
    """An application on the given settings; tests and demonstrations may bring their own clock."""
    return App(
        engine=connect(chosen.database),
        law_data=catalogue.load(guarded=True),
        papers=PaperStore(chosen.papers),
        spool=Spool(chosen.spool),
        clock=clock or now,
        office=office_of(chosen),
        inside=chosen.inside,
        post=_post(chosen),
        prints=chosen.print_pages,
    )


def office_of(chosen: Settings) -> Office:
    return Office(chosen.soffice, chosen.pdf_timeout, unguarded=chosen.pdf_unguarded)


def _post(chosen: Settings) -> Post | None:
    """How mail leaves; None where the settings name no server."""
    if not chosen.smtp_host:
        return None
    return Post(
        host=chosen.smtp_host,
        port=chosen.smtp_port,
        sender=chosen.smtp_sender,
        site=chosen.address,
        security=chosen.smtp_security,
        user=chosen.smtp_user,
        password=chosen.smtp_password.get_secret_value(),
        key=chosen.mail_key(),
        returned=chosen.smtp_returned,
    )


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the one real clock
