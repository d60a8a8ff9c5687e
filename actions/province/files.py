"""The province as a folder of files: written out, and taken in as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from actions.app import App
from actions.directory.entry import DirectoryEntry
from actions.province.change import ProvinceWish, change_province, rows_now, try_province
from documents.intake.sent_file import SentFile
from domain.errors import BadPaper, BadProvince
from domain.province.province import Edit, Province, province_of
from models.unit_of_work import reading
from regulations.law_problems import LawProblem, located
from regulations.province.folder import FILES, read_folder, written

FOLDER_TAKEN = "folder_taken"
LARGEST = 2_000_000  # bytes of all files of a province together


def province_now(app: App) -> Province:
    """As the rows of this base say."""
    with reading(app) as uow:
        return province_of(rows_now(app, uow))


def export_province(app: App) -> dict[str, str]:
    """File → text; `import_province` takes them back as they are."""
    return written(province_now(app))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a folder put and took away; `waits` for a second administrator: nothing yet."""

    edit: Edit
    waits: bool = False


def import_province(
    app: App, entry: DirectoryEntry, folder: Path, *, reason: str, try_only: bool = False
) -> Taken:
    """Put the province of a folder in place of the one that stands, all of it or nothing.

    Raises BadLawFile for a row that cannot be, BadProvince with every fault by file and line,
    BadInput, NotAllowed.
    """
    wanted = read_folder(folder)
    try:
        edit = try_province(app, lambda _: wanted)
        if try_only:
            return Taken(edit)
        wish = ProvinceWish(what=FOLDER_TAKEN, reason=reason)
        return Taken(edit, change_province(app, entry, wish, lambda _: wanted, whole=True))
    except BadProvince as bad:
        raise BadProvince(count=bad.facts["count"], faults=_located(folder, bad)) from bad


def _located(folder: Path, bad: BadProvince) -> tuple[LawProblem, ...]:
    found = bad.facts["faults"]
    assert isinstance(found, Iterable)
    return tuple(located(folder, found))


def province_zip(app: App) -> bytes:
    """The folder in one file."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as folder:
        for name, text in export_province(app).items():
            folder.writestr(ZipInfo(name), text)
    return packed.getvalue()


def import_sent(
    app: App, entry: DirectoryEntry, sent: SentFile, *, reason: str, try_only: bool = False
) -> Taken:
    """The same from a folder in one file. Raises BadPaper for what is none, or too
    large, and whatever `import_province` raises."""
    with TemporaryDirectory() as folder:
        for name, said in _unpacked(sent):
            (Path(folder) / name).write_bytes(said)
        return import_province(app, entry, Path(folder), reason=reason, try_only=try_only)


def _unpacked(sent: SentFile) -> list[tuple[str, bytes]]:
    """The files of a province, wherever they lie in it; others are not looked at."""
    try:
        with ZipFile(BytesIO(sent.content)) as packed:
            known = [one for one in packed.infolist() if Path(one.filename).name in FILES.values()]
            if sum(one.file_size for one in known) > LARGEST:
                raise BadPaper(name=sent.name, rule=BadPaper.Rule.ZIP_BOMB)
            return [(Path(one.filename).name, packed.read(one)) for one in known]
    except (BadZipFile, NotImplementedError, RuntimeError) as damaged:
        raise BadPaper(name=sent.name, rule=BadPaper.Rule.DAMAGED) from damaged
