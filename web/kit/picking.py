"""Finding people on a page without a script: a search with boxes to tick, or names to type."""

from __future__ import annotations

from collections.abc import Iterable

from domain.directory.people import Person
from domain.errors import BadInput
from domain.text import fold
from models.unit_of_work import UnitOfWork

MOST_FOUND = 30  # a longer answer to a search helps nobody
MOST_OFFERED = 1000  # names to type from; others are found by their whole name or their id


def found(uow: UnitOfWork, words: str) -> tuple[list[Person], bool]:
    """People whose name holds the words, by given name; True where there are more."""
    people = uow.directory.search(words) if words else ()
    return list(people[:MOST_FOUND]), len(people) > MOST_FOUND


def persons(uow: UnitOfWork, ids: Iterable[str]) -> list[Person]:
    """Those of the ids that are people; others are left out."""
    known = uow.directory.names(ids)
    return [uow.directory.person(person) for person in sorted(known)]


def offered(uow: UnitOfWork) -> list[str]:
    """What a field may be filled with: "Họ và tên (mã)"."""
    return [f"{name} ({person})" for person, name in uow.directory.listing(MOST_OFFERED)]


def person_of(uow: UnitOfWork, typed: str, *, field: str) -> str:
    """The one person meant by "Họ và tên (mã)", by an id or by a whole name. Raises BadInput."""
    if not typed:
        raise BadInput(field=field, rule=BadInput.Rule.MISSING, value="")
    by_id = typed.rpartition("(")[2].rstrip(")").strip()
    if uow.directory.names([by_id]):
        return by_id
    same = [p.id for p in uow.directory.search(typed) if fold(p.full_name) == fold(typed)]
    if len(same) != 1:
        raise BadInput(field=field, rule=BadInput.Rule.ONE_PERSON, value=typed)
    return same[0]
