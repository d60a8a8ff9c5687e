"""The one door to the province's rows: checked by the law, on a document, logged, by two where
powers move; the same form twice is one act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date

from actions.accounts.accounts import check_administers_accounts
from actions.accounts.two_people import Asking, put_to_another, request
from actions.app import App
from actions.directory.directory import check_document
from actions.directory.entry import DirectoryEntry
from actions.leaving.bodies import check_bodies, settle_bodies
from domain.accounts.two_people import AdminRequest, RequestKind
from domain.errors import BadInput, BadProvince
from domain.leaving.hanging import Settling
from domain.province.province import (
    Edit,
    Province,
    Rows,
    difference,
    digest_of,
    dropped_bodies,
    moves_powers,
    province_of,
    rows_of,
)
from models.province.province import ProvinceChange
from models.unit_of_work import UnitOfWork, reading, transaction
from regulations.catalogue import Catalogue
from regulations.law_problems import LawProblem
from regulations.province.checking import province_faults
from regulations.province.folder import FILES

TAKEN_OVER = "taken_over"  # the rows a base went by before it had its own
MOST_FAULTS = 50
Change = Callable[[Province], Province]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceWish:
    """What is to be changed, for the log: `what` happens, to which body, from which day, why;
    `settling`: what becomes of what hangs on a body that ends."""

    what: str
    subject: str = ""
    from_day: date | None = None
    reason: str
    settling: Settling | None = None


@dataclass(frozen=True, slots=True)
class PreparedEdit:
    """An edit that the law allows, of the rows as they stood at change `number`."""

    edit: Edit
    number: int
    powers: bool


def change_province(
    app: App, entry: DirectoryEntry, wish: ProvinceWish, change: Change, *, whole: bool = False
) -> bool:
    """Put the rows that `change` makes in place of those that stand. True: it waits for a second
    administrator, because powers move. `whole`: a folder is taken in, so that nothing at all may be
    wrong; else no fault may come that was not there before.

    Raises BadInput, BadProvince with every fault of the law, NotAllowed, ActIdReused, StillHangs
    where a body ends with people or work in it of which nobody said what becomes of them.
    """
    check_document(entry)
    if not wish.reason:
        raise BadInput(field="reason", rule=BadInput.Rule.MISSING, value="")
    with reading(app) as uow:
        _check_may(app, uow, entry.by)
        if uow.province.knows(entry.act_id):
            return False
        prepared = _prepared(app, uow, change, whole=whole)
        check_bodies(app, uow, rows_now(app, uow), prepared.edit, wish.settling)
    return transaction(app.engine, lambda uow: _put(app, uow, entry, wish, prepared))


def try_province(app: App, change: Change) -> Edit:
    """What the change would put and take away; nothing is changed. Raises BadInput, BadProvince."""
    with reading(app) as uow:
        return _prepared(app, uow, change, whole=True).edit


def _check_may(app: App, uow: UnitOfWork, by: str) -> None:
    """The command line, on the machine itself, does not ask."""
    if by:
        check_administers_accounts(app, uow, by)


def rows_now(app: App, uow: UnitOfWork) -> Rows:
    """The rows of this base; those among the files of the law while it has none."""
    return uow.province.rows() if uow.province.newest() else rows_of(app.law_data.packaged)


def _prepared(app: App, uow: UnitOfWork, change: Change, *, whole: bool) -> PreparedEdit:
    before, newest = rows_now(app, uow), uow.province.newest()
    after = rows_of(change(province_of(before)))
    edit = difference(before, after)
    if not edit:
        raise BadInput(field="province_rows", rule=BadInput.Rule.NOTHING_CHANGED, value="")
    for code in uow.province.used(dropped_bodies(edit)):
        raise BadInput(field="agency", rule=BadInput.Rule.BODY_USED, value=code)
    _check_law(app.law_data, before, after, whole=whole)
    return PreparedEdit(edit, newest.number if newest else 0, moves_powers(before, edit))


def _check_law(law: Catalogue, before: Rows, after: Rows, *, whole: bool) -> None:
    """Raises BadProvince with what the law finds wrong, and did not before."""
    found = province_faults(laid_over(law, after))
    if found and not whole:
        known = {_key(fault) for fault in province_faults(laid_over(law, before))}
        found = tuple(fault for fault in found if _key(fault) not in known)
    if found:
        raise BadProvince(count=len(found), faults=found[:MOST_FAULTS])


def laid_over(law: Catalogue, rows: Rows) -> Catalogue:
    """The law over these rows."""
    return law.of(province_of(rows), digest_of(rows))


def _key(fault: LawProblem) -> tuple[object, ...]:
    return fault.file, fault.where, fault.why, *sorted(fault.facts.items())


def _put(
    app: App, uow: UnitOfWork, entry: DirectoryEntry, wish: ProvinceWish, prepared: PreparedEdit
) -> bool:
    _check_may(app, uow, entry.by)
    if uow.province.knows(entry.act_id):
        return False
    _check_unchanged(uow, prepared.number)
    waits = prepared.powers and put_to_another(app, uow, _asked(app, entry, wish, prepared))
    if not waits:
        _write(app, uow, entry, wish, prepared.edit)
    return waits


def _check_unchanged(uow: UnitOfWork, number: int) -> None:
    newest = uow.province.newest()
    if (newest.number if newest else 0) != number:
        raise BadInput(field="province_rows", rule=BadInput.Rule.PROVINCE_CHANGED, value="")


def _asked(
    app: App, entry: DirectoryEntry, wish: ProvinceWish, prepared: PreparedEdit
) -> AdminRequest:
    said = {
        "act": entry.act_id,
        "number": prepared.number,
        "edit": asdict(prepared.edit),
        **asdict(wish),
        "from_day": wish.from_day.isoformat() if wish.from_day else None,
    }
    wanted = Asking(entry.by, entry.act_id, entry.document)
    return request(app, RequestKind.PROVINCE, (), said, wanted)


def enter_province(app: App, uow: UnitOfWork, asked: AdminRequest) -> tuple[()]:
    """The change that was asked for, as its asker's entry. Raises BadInput where the province was
    changed since: the law was asked about other rows; StillHangs where the people were."""
    said = asked.said
    _check_unchanged(uow, int(str(said["number"])))
    day = said["from_day"]
    settling = said.get("settling")
    wish = ProvinceWish(
        what=str(said["what"]),
        subject=str(said["subject"]),
        from_day=date.fromisoformat(str(day)) if day else None,
        reason=str(said["reason"]),
        settling=Settling(**settling) if isinstance(settling, dict) else None,
    )
    entry = DirectoryEntry(act_id=str(said["act"]), by=asked.asked_by, document=asked.document)
    _write(app, uow, entry, wish, edit_of(asked))
    return ()


def edit_of(asked: AdminRequest) -> Edit:
    """The rows that were asked for."""
    edit = asked.said["edit"]
    assert isinstance(edit, dict)
    return Edit(edit["put"], tuple(edit["dropped"]))


def _write(
    app: App, uow: UnitOfWork, entry: DirectoryEntry, wish: ProvinceWish, edit: Edit
) -> None:
    if uow.province.newest() is None:
        take_over(app, uow)
    before = rows_now(app, uow)
    check_bodies(app, uow, before, edit, wish.settling)
    change = ProvinceChange(
        act_id=entry.act_id,
        what=wish.what,
        subject=wish.subject,
        from_day=wish.from_day,
        document=entry.document,
        reason=wish.reason,
        edit=edit,
        by=entry.by,
        at=app.clock(),
    )
    uow.province.add(change)
    settle_bodies(app, uow, entry, before, edit, wish.settling)


def take_over(app: App, uow: UnitOfWork) -> None:
    """The first change of a base: the rows among the files of the law become its own."""
    change = ProvinceChange(
        act_id=TAKEN_OVER,
        what=TAKEN_OVER,
        document=", ".join(FILES.values()),
        reason="",
        edit=Edit(rows_of(app.law_data.packaged)),
        by="",
        at=app.clock(),
    )
    uow.province.add(change)


def settle(app: App) -> None:
    """When a process starts: a base with people but no rows of its own takes over those it went by,
    and the application goes by the rows of the base."""
    with reading(app) as uow:
        bare = uow.province.newest() is None and uow.directory.listing(1)
    if bare:
        transaction(app.engine, lambda uow: _take_over_once(app, uow))
    look_again(app)


def look_again(app: App) -> None:
    """Work that begins by itself goes by the province of now."""
    with reading(app) as uow:
        app.take_up(uow)


def _take_over_once(app: App, uow: UnitOfWork) -> None:
    if uow.province.newest() is None:
        take_over(app, uow)
