"""How the program calls another: to the very address that was checked, and nowhere else.

Webhooks and the sign-in provider are called this way. No redirect is followed and no proxy of the
environment taken: both would lead to an address nobody checked.
"""

from __future__ import annotations

import socket
from collections.abc import Collection

import httpx2

from domain.accounts.calling import may_call, place_of

PATIENCE = 10.0  # seconds another program may take to answer


class AddressRefused(httpx2.ConnectError):
    """It leads into a private network that nobody named."""


class CheckedTransport(httpx2.HTTPTransport):
    """Looks a name up, refuses what may not be called, and connects to the address it found:
    between two look-ups a name may lead elsewhere. The certificate is that of the name."""

    def __init__(self, inside: Collection[str]) -> None:
        super().__init__(trust_env=False)
        self.inside = inside

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises AddressRefused, httpx2.HTTPError."""
        named = request.url
        request.headers["Host"] = named.netloc.decode("ascii")
        request.extensions = {**request.extensions, "sni_hostname": named.host}
        request.url = named.copy_with(host=self._address(str(named)))
        return super().handle_request(request)

    def _address(self, url: str) -> str:
        place = place_of(url)
        host, _, port = place.rpartition(":")
        try:
            rows = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)
        except OSError as unknown:
            raise httpx2.ConnectError(str(unknown)) from unknown
        found = {str(row[4][0]) for row in rows}
        if not all(may_call(address, place, self.inside) for address in found):
            raise AddressRefused(place)
        return min(found, key=lambda address: (":" in address, address))


def caller(inside: Collection[str]) -> httpx2.Client:
    """`inside`: places ("host:port") of private networks that may be called all the same."""
    return httpx2.Client(
        transport=CheckedTransport(inside),
        timeout=PATIENCE,
        follow_redirects=False,
        trust_env=False,
    )
