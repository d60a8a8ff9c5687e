"""What stands before every page: headers, and requests that come from other sites."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable
from urllib.parse import unquote
from uuid import uuid4

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response

from bootstrap.logs import request_id
from domain.facts.texts import UNPRINTABLE

Next = Callable[[Request], Awaitable[Response]]

# No script at all: nothing we do needs one, so nothing injected can run.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
API = "/api/v1/"  # reads no cookie, so nothing can be forged there


HEAD_STYLE = re.compile(r'<style media="print">(.*?)</style>')


def policy_of(html: str) -> str:
    """The same for a page whose head says what stands on top of its printed sheets: that one style
    is allowed, by its hash."""
    head, _, _ = html.partition("</head>")
    own = HEAD_STYLE.search(head)
    if own is None:
        return POLICY
    digest = base64.b64encode(hashlib.sha256(own[1].encode()).digest()).decode()
    return POLICY.replace("style-src 'self'", f"style-src 'self' 'sha256-{digest}'")


async def guard(request: Request, call_next: Next) -> Response:
    """Refuse what names another host and what a foreign page sends; then set the headers. Each
    request gets a name of ours, in its answer and in every line of the log that belongs to it."""
    request_id.set(uuid4().hex[:12])
    if _misnamed(request):
        return PlainTextResponse("Máy chủ không có tên này.", status_code=421)
    if _unprintable(request):
        return PlainTextResponse("Địa chỉ có ký tự không dùng được.", status_code=400)
    ours = request.method in SAFE or request.url.path.startswith(API)
    if not ours and _foreign(request):
        return PlainTextResponse("Yêu cầu đến từ trang khác bị từ chối.", status_code=403)
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers["X-Request-Id"] = request_id.get()
    response.headers.setdefault("Content-Security-Policy", POLICY)
    if not request.url.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    if request.app.state.options.secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _misnamed(request: Request) -> bool:
    """Asked under a name that nobody configured: a name of others may lead here all the same."""
    hosts: frozenset[str] = request.app.state.options.hosts
    return bool(hosts) and request.headers.get("host", "").lower() not in hosts


def _unprintable(request: Request) -> bool:
    """An address of a page with a character no database takes; the interface has its own rule."""
    asked = request.url.path + unquote(request.url.query)
    return not request.url.path.startswith(API) and UNPRINTABLE.search(asked) is not None


def _foreign(request: Request) -> bool:
    """By what browsers say of a request's origin; programs that say nothing carry no cookie."""
    if request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        return True
    origin = request.headers.get("origin")
    return origin is not None and origin.partition("://")[2] != request.headers.get("host")
