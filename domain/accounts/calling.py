"""Which addresses the program may call: never the inside of a network unless it is named."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

PORTS = {"https": 443, "http": 80}
NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address in its last 32 bits


def may_call(address: str, place: str, inside: Collection[str]) -> bool:
    """A public address always; one of this machine or of a private network only where `place`,
    "host:port" of what is called, was named by who runs the machine.

    Raises ValueError for what is no address.
    """
    return place in inside or all(map(_public, _meant(ip_address(address.partition("%")[0]))))


def place_of(url: str) -> str:
    """ "host:port" of an address, with the port its scheme means. Raises ValueError."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}"


def _public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast


def _meant(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, and the older one written inside it, where it leads in the end."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    inner = [address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [address, *(one for one in inner if one is not None)]
