"""The spool: lines on the disk, each kept before it is said to be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from domain.audit.errors import NotRecorded
from models.audit.spool import LARGEST, LineEdited, Spool, SpoolPlace

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from domain.audit.errors import NotRecorded
from models.audit.spool import SpoolPlace, Spool

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
spool = Spool(Path(sys.argv[1]))
spool.put("reading", "first")
resource.setrlimit(resource.RLIMIT_FSIZE, (200, resource.RLIM_INFINITY))
try:
    spool.put("reading", "x" * 500)
except NotRecorded:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    spool.put("reading", "third")
    lines = [line.body for file in spool.files() for line in spool.lines(file, SpoolPlace())]
    assert sorted(lines) == ["first", "third"], lines
    print("refused")
"""


def bodies(spool, file, after=None):
    return [line.body for line in spool.lines(file, after or SpoolPlace())]


def edited(spool, change):
    (file,) = spool.files()
    path = spool.root / f"{file}.lines"
    path.write_bytes(change(path.read_bytes()))
    return file


@pytest.fixture
def spool(tmp_path):
    made = Spool(tmp_path / "spool")
    for body in ("một", "hai", "ba"):
        made.put("reading", body)
    return made


def test_what_was_put_is_read_by_others_in_its_order_and_from_any_place(spool):
    other = Spool(spool.root)
    (file,) = other.files()
    first, *rest = other.lines(file, SpoolPlace())
    assert (first.kind, first.body) == ("reading", "một")
    assert bodies(other, file, first.end) == [line.body for line in rest] == ["hai", "ba"]


def test_half_a_line_was_never_kept(spool):
    file = edited(spool, lambda content: content[:-5])
    assert bodies(spool, file) == ["một", "hai"]


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"hai", "tám".encode()),
        lambda content: content.replace(b"reading ba", b"attempt ba"),
        lambda content: b"".join(content.splitlines(keepends=True)[1:]),
        lambda content: b"".join(content.splitlines(keepends=True)[::2]),
        lambda content: content + b"ff reading more\n",
    ],
)
def test_a_line_that_was_edited_put_in_or_taken_out_is_told(spool, change):
    file = edited(spool, change)
    with pytest.raises(LineEdited):
        list(spool.lines(file, SpoolPlace()))


def test_a_file_of_a_living_process_stays_and_one_of_a_dead_goes(spool):
    (file,) = spool.files()
    other = Spool(spool.root)
    other.let_go(file)
    assert other.files() == [file]
    spool.close()
    other.let_go(file)
    assert other.files() == []


def test_a_large_file_is_followed_by_another(spool):
    spool.put("reading", "x" * LARGEST)
    spool.put("reading", "bốn")
    assert len(spool.files()) == 2
    assert ["bốn"] in [bodies(spool, file) for file in spool.files()]


def test_what_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "spool").write_text("a file where the folder should be")
    with pytest.raises(NotRecorded):
        Spool(tmp_path / "spool").put("reading", "một")


def test_a_full_disk_leaves_no_half_line_in_the_way_of_the_next(tmp_path):
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, tmp_path / "spool"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "refused\n", done.stderr


def test_nobody_else_may_read_it(spool):
    assert spool.root.stat().st_mode & 0o77 == 0
    (file,) = spool.root.glob("*.lines")
    assert file.stat().st_mode & 0o77 == 0


def test_an_edited_line_with_another_end_of_line_in_it_is_no_half_line(spool):
    file = edited(spool, lambda content: content.replace(b"hai", b"h\rai"))
    with pytest.raises(LineEdited):
        bodies(spool, file)
