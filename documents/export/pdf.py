""".docx → PDF and PDF/A-2b by headless LibreOffice, believed only after a look at what came out.

Every call has a profile of its own (two soffice on one profile: one writes nothing) in which no
macro runs and nothing is fetched, a time limit, a network with nobody in it, and a guard that ends
all of it when the call is over or its process dies. soffice ends with 0 even when it wrote nothing
or turned garbage into a page, so what came out is looked at (export/printed.py).
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from documents.export.guard import NOT_CLOSED
from domain.errors import NoPdf

GUARD = Path(__file__).with_name("guard.py")
GRACE = 5.0  # seconds a guard may take to end what it started
METRIC_TWINS = ("TimesNewRoman", "LiberationSerif", "Tinos")  # same widths, same line breaks
ARCHIVE = {
    "SelectPdfVersion": {"type": "long", "value": "2"},  # PDF/A-2b
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}
SECURITY = {
    "DisableMacrosExecution": "true",
    "DisableActiveContent": "true",
    "BlockUntrustedRefererLinks": "true",
}
PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items'
    ' xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
)
ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{name}"'
    ' oor:op="fuse"><value>{value}</value></prop></item>'
)


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice as found on this machine. `program` a name on PATH or a path; `unguarded`: it
    runs also where the system allows no namespaces, then with this machine's network."""

    program: str = "soffice"
    timeout: timedelta = timedelta(seconds=60)
    unguarded: bool = False

    @property
    def present(self) -> bool:
        return shutil.which(self.program) is not None

    @property
    def typeface(self) -> str:
        """What this machine prints the papers in, in Vietnamese; empty where nobody can tell."""
        asked = shutil.which("fc-match")
        if asked is None:
            return ""
        command = [asked, "-f", "%{family[0]}", "Times New Roman:lang=vi"]
        return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout.strip()

    @property
    def prints_fit(self) -> bool:
        """The typeface the law wants, or one of its widths; known before a paper has to be made."""
        return self.typeface.replace(" ", "") in METRIC_TWINS

    def pdf(self, docx: bytes, *, archive: bool = False) -> bytes:
        """One .docx as PDF; `archive` gives PDF/A-2b, tagged. Raises NoPdf with the rule broken."""
        return self.pdfs([docx], archive=archive)[0]

    def pdfs(self, papers: Sequence[bytes], *, archive: bool = False) -> list[bytes]:
        """Several papers in one start of LibreOffice, in order: six times faster each.

        The time limit is for the whole call. Raises NoPdf: absent, unreadable, not_closed,
        timeout, no_output, not_a_pdf, title_missing, fonts.
        """
        program = shutil.which(self.program)
        if program is None:
            raise NoPdf(rule=NoPdf.Rule.ABSENT, program=self.program)
        from documents.export.printed import check_pdf, title  # two libraries, for who prints

        titles = [title(paper) for paper in papers]
        with tempfile.TemporaryDirectory(prefix="thamdinh-pdf-") as folder:
            sources = [Path(folder) / f"{place}.docx" for place in range(len(papers))]
            for source, paper in zip(sources, papers, strict=True):
                source.write_bytes(paper)
            _write_profile(Path(folder))
            self._run(_command(program, Path(folder), sources, archive=archive), Path(folder))
            made = [_output(source.with_suffix(".pdf")) for source in sources]
        for pdf, shown in zip(made, titles, strict=True):
            check_pdf(pdf, title=shown)
        return made

    def _run(self, command: list[str], folder: Path) -> None:
        environment = os.environ | {"HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
        seconds = math.ceil(self.timeout.total_seconds())
        process = subprocess.Popen(
            [*_guard(self._walls(), seconds), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=environment,
        )
        try:
            ended = process.wait(self.timeout.total_seconds())
        except subprocess.TimeoutExpired as late:
            raise NoPdf(rule=NoPdf.Rule.TIMEOUT, seconds=seconds) from late
        finally:
            _end(process)
        if ended == NOT_CLOSED:
            raise NoPdf(rule=NoPdf.Rule.NOT_CLOSED)

    def _walls(self) -> str:
        """Closed where it can be, also where it need not be."""
        return "open" if self.unguarded and not can_close() else "closed"


@cache
def can_close() -> bool:
    """Does this system allow a program namespaces of its own? Asked once."""
    asked = subprocess.run([*_guard("closed", 5), "true"], timeout=60, check=False)
    return asked.returncode == 0


def _guard(walls: str, seconds: int) -> list[str]:
    return [sys.executable, "-I", "-S", str(GUARD), str(os.getpid()), walls, str(seconds)]


def _write_profile(folder: Path) -> None:
    """What LibreOffice finds when it starts: no macros, nothing that acts, nothing fetched."""
    profile = folder / "profile" / "user" / "registrymodifications.xcu"
    profile.parent.mkdir(parents=True)
    items = "".join(ITEM.format(name=name, value=value) for name, value in SECURITY.items())
    profile.write_text(PROFILE.format(items=items), "utf-8")


def _command(program: str, folder: Path, sources: list[Path], *, archive: bool) -> list[str]:
    options = f":{json.dumps(ARCHIVE)}" if archive else ""
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        f"pdf:writer_pdf_Export{options}",
        "--outdir",
        str(folder),
        *map(str, sources),
    ]


def _output(path: Path) -> bytes:
    if not path.exists():
        raise NoPdf(rule=NoPdf.Rule.NO_OUTPUT)
    return path.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    """soffice is a script that starts others: end them all, whatever became of the first."""
    process.terminate()  # the guard ends what it started, and itself last
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    with contextlib.suppress(ProcessLookupError):  # all gone already
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
