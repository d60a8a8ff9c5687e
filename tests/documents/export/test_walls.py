"""LibreOffice reaches nobody, runs no macro, and leaves nothing behind, however it ends."""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.export.pdf import Office, can_close
from tests.documents.export.test_pdf import program, real, rule_of

ROOT = Path(__file__).parents[3]
FORBIDDEN = (
    "echo 0 > /proc/sys/user/max_net_namespaces; echo 0 > /proc/sys/user/max_user_namespaces"
)
WANTING = (
    "import sys, pathlib; from documents.export.pdf import Office\n"
    "Office(sys.argv[1]).pdf(pathlib.Path(sys.argv[2]).read_bytes())"
)
ASKING = (
    "import sys, pathlib; from documents.export.pdf import Office\n"
    "from domain.errors import NoPdf\n"
    "docx = pathlib.Path(sys.argv[2]).read_bytes()\n"
    "for unguarded in (False, True):\n"
    "    try: Office(sys.argv[1], unguarded=unguarded).pdf(docx)\n"
    "    except NoPdf as none: print(none.facts['rule'])"
)

closing = pytest.mark.skipif(not can_close(), reason="no namespaces on this machine")


def letter() -> bytes:
    document, raw = Document(), io.BytesIO()
    document.styles["Normal"].font.name = "Times New Roman"
    document.add_paragraph("QUYẾT ĐỊNH")
    document.save(raw)
    return raw.getvalue()


def calling(address: str) -> bytes:
    """A file whose picture stands elsewhere: LibreOffice fetches it when it can."""
    document, raw = Document(io.BytesIO(letter())), io.BytesIO()
    picture = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    link = document.part.relate_to(address, picture, is_external=True)
    spaces = nsdecls("w", "wp", "a", "pic", "r")
    document.paragraphs[0]._p.append(
        parse_xml(
            f'<w:r {spaces}><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/>'
            '<wp:docPr id="1" name="x"/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:link="{link}"/><a:stretch/></pic:blipFill>'
            '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>'
            '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
    )
    document.save(raw)
    return raw.getvalue()


@contextmanager
def listening():
    """Somebody on this machine, and the calls they got."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    line, _ = server.accept()
                except TimeoutError:
                    continue
                with line:
                    calls.append(line.recv(100))

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x.png", calls
        over.set()
        thread.join()


@real
@closing
def test_a_file_that_calls_somebody_is_printed_and_nobody_hears():
    with listening() as (address, calls):
        assert Office().pdf(calling(address)).startswith(b"%PDF")
    assert calls == []


@closing
@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_what_libreoffice_starts_reaches_nobody_either(tmp_path):
    """Whatever the profile says: the network itself is empty."""
    with listening() as (address, calls):
        caller = program(tmp_path, f"curl -s -m 3 {address}; exit 0")
        assert rule_of(Office(caller), letter()) == "no_output"
    assert calls == []


def test_where_namespaces_are_forbidden_there_is_no_pdf_unless_a_setting_says_so(tmp_path):
    """The system itself forbids them here; the second asking is let through to LibreOffice."""
    if subprocess.run(["unshare", "-Ur", "sh", "-c", FORBIDDEN], check=False).returncode:
        pytest.skip("this machine lets nobody forbid namespaces")
    (tmp_path / "paper.docx").write_bytes(letter())
    office, paper = program(tmp_path, "exit 0"), str(tmp_path / "paper.docx")
    forbidding = ["unshare", "-Ur", "sh", "-c", f'{FORBIDDEN}; exec "$@"', "-"]
    asked = subprocess.run(
        [*forbidding, sys.executable, "-c", ASKING, office, paper],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.split() == ["not_closed", "no_output"]


def test_a_hanging_libreoffice_is_ended_with_everything_it_started(tmp_path):
    mark = waiting_file(tmp_path)
    hanging = program(tmp_path, f"tail -f {mark} & wait")
    started = time.monotonic()
    assert rule_of(Office(hanging, timeout=timedelta(seconds=1)), letter()) == "timeout"
    assert time.monotonic() - started < 30
    assert gone(mark)


@pytest.mark.parametrize("killed", ["who wants it", "the guard"])
def test_kill_9_leaves_nothing_running(tmp_path, killed):
    """Not LibreOffice, not what it started, not even what left for a session of its own."""
    mark = waiting_file(tmp_path)
    hanging = program(tmp_path, f"setsid tail -f {mark} & tail -f {mark} & wait")
    (tmp_path / "paper.docx").write_bytes(letter())
    wanting = subprocess.Popen(
        [sys.executable, "-c", WANTING, hanging, str(tmp_path / "paper.docx")],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while len(running(mark, "tail")) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    if killed == "the guard":
        if not can_close():
            pytest.skip("no namespaces on this machine")
        for guard in running("guard.py", hanging):
            os.kill(guard, signal.SIGKILL)
    else:
        wanting.kill()
    wanting.wait()
    assert gone(mark)


def waiting_file(folder: Path) -> Path:
    mark = folder / "waiting"
    mark.touch()
    return mark


def running(*words: object) -> list[int]:
    """Processes on whose command line all of these stand; the dead have none."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if all(str(word) in line for word in words):
            found.append(int(process.name))
    return found


def gone(mark: Path) -> bool:
    for _ in range(200):
        if not running(mark):
            return True
        time.sleep(0.05)
    return False
