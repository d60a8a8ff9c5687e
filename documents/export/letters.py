"""Letters with the link of an invitation: printed, folded, sealed and handed to the person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from domain.accounts.two_people import Letter
from domain.calendar.clock import local
from templates import TEMPLATES


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "letters"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def as_part(letter: Letter, site: str) -> Markup:
    """A letter as part of a page; `site` is how browsers reach the pages."""
    link = f"{site}/invitation/{letter.token}"
    picture = segno.make(link, error="m").svg_data_uri(scale=4, border=2)
    until = f"{local(letter.until):%H giờ %M, ngày %d/%m/%Y}"
    shown = _environment().get_template("invitation.html.j2")
    return Markup(shown.render(letter=letter, link=link, picture=picture, until=until))


def as_file(letters: Sequence[Letter], site: str) -> bytes:
    """All of them as one page that any browser prints, a sheet for each."""
    parts = [as_part(letter, site) for letter in letters]
    return _environment().get_template("letters.html.j2").render(letters=parts).encode()
