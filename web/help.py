"""Help for each page, and what this program is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageMetadata, distributions, version

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from web.kit.help_topics import topics
from web.kit.request import AnyContext, SignedInContext

router = APIRouter()


@dataclass(frozen=True, slots=True)
class UsedPart:
    """Something by others that this program needs to run."""

    name: str
    version: str
    licence: str


@router.get("/help")
def every_topic(ctx: AnyContext) -> Response:
    return ctx.page("help/help.html", topics=topics().values(), contact=ctx.options.contact)


@router.get("/help/{topic}")
def one_topic(ctx: AnyContext, topic: str) -> Response:
    if topic not in topics():
        raise HTTPException(404)
    return ctx.page("help/topic.html", topic=topics()[topic], contact=ctx.options.contact)


@router.get("/about")
def about(ctx: SignedInContext) -> Response:
    """Version and licences; for who is signed in, since versions help an attacker."""
    return ctx.page(
        "help/about.html", version=version("thamdinh"), made_of=parts(), contact=ctx.options.contact
    )


@cache
def parts() -> tuple[UsedPart, ...]:
    """What is installed beside this program, by name."""
    found = {
        one.metadata["Name"]: UsedPart(one.metadata["Name"], one.version, _licence(one.metadata))
        for one in distributions()
        if one.metadata["Name"] and one.metadata["Name"] != "thamdinh"
    }
    return tuple(sorted(found.values(), key=lambda part: part.name.lower()))


def _licence(said: PackageMetadata) -> str:
    """By its expression, else by its class; a whole text in the field says only its first line."""
    classes = [line for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    named = ", ".join(line.rpartition(" :: ")[2] for line in classes)
    expression, plain = (_first(said, name) for name in ("License-Expression", "License"))
    return expression or named or plain[:60]


def _first(said: PackageMetadata, name: str) -> str:
    """The first line of a field, empty where there is none."""
    return next(iter(said.get_all(name) or ()), "").strip().partition("\n")[0]
