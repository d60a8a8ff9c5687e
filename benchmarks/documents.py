"""How long a paper takes, against the barest one of the same tools in the same run.

`uv run python -m benchmarks.documents`. References: for .docx, python-docx saving an empty file;
for PDF, LibreOffice converting an empty file in one start. The ratios compare across machines.
"""

from __future__ import annotations

import io
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from docx import Document

import bootstrap
from actions import effects
from actions.case_files import case_file
from actions.open_case import OpenCase, open_case
from bootstrap.demonstration.province import seed
from bootstrap.demonstration.story import Story
from bootstrap.settings import Settings
from documents.papers import PAPERS
from documents.pdf import Office
from documents.preview import preview
from documents.render import render
from domain.case import PostKind
from domain.case_file import CaseFile
from models.database import migrate

ROUNDS = 15
BATCH = 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = case_at_its_decision(Path(folder))
    steps = file.law.procedure.steps
    papers = {p: step.id for step in steps for p in (*step.prepares, *step.offers) if p in PAPERS}
    reference = statistics.median(times(empty_docx))
    print(f"{'empty .docx by python-docx':34} p50 {reference * 1000:7.1f} ms")
    for paper, step in papers.items():
        show(f"{paper}.docx", times(lambda p=paper, s=step: render(file, p, step=s)), reference)
    drafts = [render(file, paper, step=step).content for paper, step in papers.items()]
    show("web preview", times(lambda: preview(drafts[0], title="")), reference)
    if shutil.which("soffice"):
        measure_pdfs(drafts)


def measure_pdfs(drafts: list[bytes]) -> None:
    office = Office(timeout=timedelta(minutes=5))
    batch = [drafts[place % len(drafts)] for place in range(BATCH)]
    bare = one_line_docx()
    start = timed(lambda: office.pdfs([bare]))
    reference = timed(lambda: office.pdfs([bare] * BATCH)) / BATCH
    print(f"\n{'one-line PDF, one start each':34} {1 / start:5.2f} PDF/s")
    print(f"{f'one-line PDF, {BATCH} in one start':34} {1 / reference:5.2f} PDF/s")
    for archive in (False, True):
        kind = "PDF/A-2b" if archive else "PDF"
        single = timed(lambda a=archive: office.pdf(drafts[-1], archive=a))
        many = timed(lambda a=archive: office.pdfs(batch, archive=a)) / BATCH
        print(f"{f'{kind}, one start each':34} {1 / single:5.2f} PDF/s  {single / start:5.2f} ×")
        print(
            f"{f'{kind}, {BATCH} in one start':34} {1 / many:5.2f} PDF/s  {many / reference:5.2f} ×"
        )


def case_at_its_decision(home: Path) -> CaseFile:
    """A case of the demonstration province, everybody having agreed."""
    app = bootstrap.build(Settings(home=home))
    migrate(app.engine)
    seed(app)
    wish = OpenCase("b", "appoint", "ythongeban", "BPTTH", PostKind.HEAD, "BTCTU", "lethuha")
    case = open_case(app, wish).case

    def follow() -> None:
        while todos := effects.pending(app, case.id).todos:
            for todo in todos:
                effects.carry_out(app, case.id, todo.key)

    story = Story(app, case.id, "lethuha", before_act=follow)
    while (file := case_file(app, case.id)).case.step != "decision":
        follow()
        story.answer(case_file(app, case.id), file.case.open_tasks[0])
    return file


def empty_docx() -> bytes:
    raw = io.BytesIO()
    Document().save(raw)
    return raw.getvalue()


def one_line_docx() -> bytes:
    document, raw = Document(), io.BytesIO()
    document.styles["Normal"].font.name = "Times New Roman"
    document.add_paragraph("QUYẾT ĐỊNH")
    document.save(raw)
    return raw.getvalue()


def times(work: Callable[[], object]) -> list[float]:
    work()  # templates are read once
    return [timed(work) for _ in range(ROUNDS)]


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show(what: str, measured: list[float], reference: float) -> None:
    p50 = statistics.median(measured)
    print(f"{what:34} p50 {p50 * 1000:7.1f} ms  {p50 / reference:5.2f} ×")


if __name__ == "__main__":
    main()
