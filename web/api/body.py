"""How much one request may carry, counted as it arrives, whatever its header says."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_JSON = 1024 * 1024
LARGEST_FILE = 60 * 1024 * 1024  # a little above the largest file the dossier takes


class BodyLimit:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        files = Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
        most, seen = LARGEST_FILE if files else LARGEST_JSON, 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)
