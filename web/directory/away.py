"""Who signs for the bodies on a page and is away today; it is shown and changes nothing."""

from __future__ import annotations

from collections.abc import Collection

from domain.directory.absences import Away
from domain.directory.people import Person
from models.unit_of_work import reading
from web.kit.request import RequestContext


def away_from(
    ctx: RequestContext, agencies: Collection[str]
) -> tuple[dict[str, tuple[Away, ...]], dict[str, Person]]:
    """Agency as asked → who is away, and the people named in that. Bodies of old by successor."""
    today = ctx.app.today()
    bodies = ctx.app.catalogue.agencies

    with reading(ctx.app) as uow:
        gone = uow.spans.away(today)
        found = {code: gone.get(bodies.current(code, today).code, ()) for code in agencies}
        rows = [one for listed in found.values() for one in listed]
        ids = {i for one in rows for i in (one.person, *one.takers)}
        return found, {i: uow.directory.person(i) for i in ids}
