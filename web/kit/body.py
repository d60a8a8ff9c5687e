"""How much one request may carry, counted as it arrives, whatever its header says."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALL = 64 * 1024  # before anybody has signed in
LARGEST_JSON = 1024 * 1024
LARGEST_FILE = 60 * 1024 * 1024  # a little above the largest file the dossier takes


def allow_files(scope: Scope) -> None:
    """From now on this request may carry a file: somebody with a session sends it."""
    scope["largest"] = LARGEST_FILE


def limit_of_pages(scope: Scope) -> int:
    """The interface for programs lies within the pages' application and counts for itself."""
    if scope["path"].startswith("/api/"):
        return LARGEST_FILE
    return int(scope.get("largest", SMALL))


def limit_of_api(scope: Scope) -> int:
    files = Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
    return LARGEST_FILE if files else LARGEST_JSON


class BodyLimit:
    """`limit` is asked again with each piece that arrives."""

    def __init__(self, app: ASGIApp, limit: Callable[[Scope], int]) -> None:
        self.app, self.limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit(scope):
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)
