"""Every kind of refusal there is, whatever was imported before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import domain
from domain.errors import CaseworkError

Kind = type[CaseworkError]


@cache
def kinds() -> tuple[Kind, ...]:
    """CaseworkError and all below it."""
    for found in walk_packages(domain.__path__, "domain."):
        import_module(found.name)
    return tuple(dict.fromkeys(_below(CaseworkError)))


def _below(parent: Kind) -> Iterator[Kind]:
    yield parent
    for child in parent.__subclasses__():
        yield from _below(child)
