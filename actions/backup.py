"""Back up everything that is kept, and make it stand again on another machine.

A backup folder holds papers under their hash, each once however many backups name it; one copy of
the database per backup; and a manifest that says what belongs to it and how far it goes. Keys are
not in it: who finds the folder can seal nothing and signs in nowhere else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory

from actions.app import App
from actions.audit.traces import take_in
from domain.audit.errors import BackupFailed
from domain.errors import NotFound
from models import snapshots
from models.papers.paper_store import PaperStore
from models.snapshots import Position
from models.whole_file import write_whole

FORM = 1  # of the manifest


@dataclass(frozen=True, slots=True)
class Backup:
    """`name` is the moment it was made, UTC; `database` and `papers` are SHA-256. `unreadable` are
    papers that were damaged before, and of which this folder has no earlier copy."""

    name: str
    dialect: str
    database: str
    papers: tuple[str, ...]
    unreadable: tuple[str, ...]
    position: Position


def back_up(app: App, folder: Path, *, keep: int = 0) -> Backup:
    """Add a backup to a folder, made where there is none. People go on working meanwhile.

    `keep`: of all in the folder only the newest so many stay; 0 keeps every one.

    Papers are written before the fact that names them, so a copy of the database taken first never
    names a paper that is not there. Raises BackupFailed; then the folder is as it was.
    """
    _check_elsewhere(app, folder)
    try:
        return _back_up(app, folder, keep)
    except OSError as wrong:
        said = wrong.strerror or str(wrong)
        rule = BackupFailed.Rule.NO_FOLDER
        raise BackupFailed(rule=rule, folder=str(folder), said=said) from wrong


def _check_elsewhere(app: App, folder: Path) -> None:
    """Never where the papers in use are: what --keep takes away there would be the originals."""
    live, there = app.papers.root.resolve(), folder.resolve()
    if there == live.parent or there.is_relative_to(live):
        raise BackupFailed(rule=BackupFailed.Rule.LIVE_HOME, folder=str(folder))


def _back_up(app: App, folder: Path, keep: int) -> Backup:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    at = app.clock().astimezone(UTC)
    take_in(app)
    with TemporaryDirectory(dir=folder, prefix=".making-") as work:
        copy = Path(work) / "database"
        position = snapshots.take(app.engine, copy)
        papers, unreadable = _copy_papers(app.papers, PaperStore(folder / "papers"))
        database = _hash(copy)
        _keep(copy, _database(folder, database))
    name = f"{at:%Y%m%dT%H%M%S.%fZ}"
    dialect = app.engine.dialect.name
    made = Backup(name, dialect, database, papers, unreadable, position)
    _write_manifest(folder, made)
    if keep:
        _prune(folder, keep)
    return made


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Those whose manifest can be read, oldest first. Raises BackupFailed for no folder at all."""
    if not folder.is_dir():
        raise BackupFailed(rule=BackupFailed.Rule.NONE_THERE, folder=str(folder), name="")
    return tuple(made for _, made in _manifests(folder) if made is not None)


def torn_manifests(folder: Path) -> tuple[str, ...]:
    """Names of backups whose manifest cannot be read."""
    return tuple(name for name, made in _manifests(folder) if made is None)


def chosen(folder: Path, name: str = "") -> Backup:
    """The backup of that name, else the newest. Raises BackupFailed where there is none."""
    found = [made for made in backups_in(folder) if name in ("", made.name)]
    if name in torn_manifests(folder):
        files = (f"backups/{name}.json",)
        raise BackupFailed(rule=BackupFailed.Rule.DAMAGED, files=files, name=name)
    if not found:
        raise BackupFailed(rule=BackupFailed.Rule.NONE_THERE, folder=str(folder), name=name)
    return found[-1]


def damage(folder: Path, made: Backup) -> tuple[str, ...]:
    """Files of a backup that are gone or hold other bytes than when it was made."""
    store = PaperStore(folder / "papers")
    bad = [f"papers/{digest}" for digest in made.papers if not store.holds(digest)]
    database = _database(folder, made.database)
    whole = database.is_file() and _hash(database) == made.database
    return (*bad, *(() if whole else (str(database.relative_to(folder)),)))


def restore(app: App, folder: Path, made: Backup) -> None:
    """Fill an empty installation from a backup. Raises BackupFailed, with nothing put back, where
    the backup is damaged, made on another database, or this installation already holds cases."""
    if made.dialect != app.engine.dialect.name:
        raise BackupFailed(rule=BackupFailed.Rule.OTHER_DATABASE, made=made.dialect)
    if not snapshots.is_empty(app.engine):
        raise BackupFailed(rule=BackupFailed.Rule.NOT_EMPTY)
    if bad := damage(folder, made):
        raise BackupFailed(rule=BackupFailed.Rule.DAMAGED, files=bad, name=made.name)
    source = PaperStore(folder / "papers")
    for digest in made.papers:
        app.papers.put(source.get(digest))
    snapshots.put_back(app.engine, _database(folder, made.database))


def _copy_papers(source: PaperStore, target: PaperStore) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keep each paper there is in the target; those it holds now, and those nobody can read."""
    kept, unreadable = [], []
    for digest in sorted(source.all()):
        try:
            if not target.path(digest).exists():
                target.put(source.get(digest))
            kept.append(digest)
        except NotFound:
            unreadable.append(digest)
    return tuple(kept), tuple(unreadable)


def _prune(folder: Path, keep: int) -> None:
    """Take away all but the newest `keep` backups and what only they needed, manifests first.

    Nothing while a manifest cannot be read.
    """
    if torn_manifests(folder):
        return  # nobody knows what belongs to it
    every = backups_in(folder)
    for old in every[:-keep]:
        (folder / "backups" / f"{old.name}.json").unlink()
    needed = {digest for made in every[-keep:] for digest in (*made.papers, made.database)}
    for path in (*folder.glob("papers/??/*"), *folder.glob("databases/*")):
        if path.name not in needed:
            path.unlink()


def _database(folder: Path, digest: str) -> Path:
    return folder / "databases" / digest


def _keep(copy: Path, target: Path) -> None:
    """On the disk before the manifest names it."""
    target.parent.mkdir(exist_ok=True, mode=0o700)
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    shutil.move(copy, target)


def _write_manifest(folder: Path, made: Backup) -> None:
    place = folder / "backups"
    place.mkdir(exist_ok=True, mode=0o700)
    said = json.dumps(asdict(made) | {"form": FORM}, ensure_ascii=False, indent=1)
    write_whole(place / f"{made.name}.json", said.encode())


def _manifests(folder: Path) -> list[tuple[str, Backup | None]]:
    """Name of each, with what it says; None where it cannot be read."""
    found = sorted((folder / "backups").glob("*.json"))
    return [(path.stem, _read(path)) for path in found]


def _read(path: Path) -> Backup | None:
    try:
        told = json.loads(path.read_text("utf-8"))
        if told.pop("form") != FORM:
            return None
        position = Position(**told.pop("position"))
        return Backup(
            papers=tuple(told.pop("papers")),
            unreadable=tuple(told.pop("unreadable")),
            position=position,
            **told,
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
