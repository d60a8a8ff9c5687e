"""Changes of seats that a decision makes likely. Software proposes them; an administrator enters
them, with the document: a decision about a post gives nobody power to act here by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.directory.actors import Seat
from domain.directory.decided import OnFile, RowKind

TitleOf = Callable[[str, str, date], str]


@dataclass(frozen=True, slots=True)
class SeatProposal:
    """A seat to begin on `day`, or one held to end, `day` its first day no longer held; by which
    decision, in which case."""

    begins: bool
    agency: str
    title: str
    day: date
    symbol: str
    case: str


def proposals(
    on_file: Iterable[OnFile], seats: Iterable[Seat], title_of: TitleOf
) -> tuple[SeatProposal, ...]:
    """What the seats do not say yet; the last row about a post counts. `title_of`: agency,
    position and day → what the seat is called, empty where it has no name."""
    held, last = tuple(seats), dict[tuple[str, str], OnFile]()
    for on in on_file:
        if on.holds and on.row.kind in (RowKind.BEGINS, RowKind.ENDS):
            last[on.row.agency, on.row.position] = on
    return tuple(_proposals(last.values(), held, title_of))


def _proposals(
    rows: Iterable[OnFile], held: tuple[Seat, ...], title_of: TitleOf
) -> Iterator[SeatProposal]:
    for on in rows:
        row, begins = on.row, on.row.kind == RowKind.BEGINS
        title = title_of(row.agency, row.position, row.first_day)
        sits = any(
            seat.agency == row.agency and seat.position == title and seat.end > row.first_day
            for seat in held
        )
        if title and begins != sits:
            yield SeatProposal(begins, row.agency, title, row.first_day, on.symbol, on.case)
