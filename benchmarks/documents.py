"""How long each paper takes in each look, against the barest one of the same tools in the same run.

`uv run python -m benchmarks.documents`. References: for .docx, python-docx saving an empty file,
taken in turn with each paper; for PDF, LibreOffice converting a one-line file in one start. The
ratios compare across machines.
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
from bootstrap.demonstration.rehearsal import GallerySheet, every_paper
from documents.docx.preview import preview
from documents.export.pages import page_pictures
from documents.export.pdf import Office
from documents.render import render
from domain.calendar.clock import local_day

ROUNDS = 15
BATCH = 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rehearsed = every_paper(Path(folder), local_day(bootstrap.now()))
    sheets = [s for s in rehearsed.values() if (s.regime, s.stage) == ("QD101", "draft")]
    ratios = [show(f"{s.paper}, {s.system}", lambda s=s: written(s)) for s in sheets]
    print(f"{f'median of {len(sheets)} papers':34} {statistics.median(ratios):24.2f} ×")
    show("web preview", lambda: preview(sheets[0].content, title=""))
    if shutil.which("soffice"):
        measure_pdfs([sheet.content for sheet in sheets])
        measure_pages([sheet.content for sheet in sheets])


def written(sheet: GallerySheet) -> bytes:
    return render(sheet.file, sheet.paper, step=sheet.step).content


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


def measure_pages(drafts: list[bytes]) -> None:
    """Pages as pictures, what signers see: at most 150 ms each, LibreOffice's part apart."""
    pdfs = Office(timeout=timedelta(minutes=5)).pdfs(drafts)
    each = [(timed(lambda p=pdf: page_pictures(p)), len(page_pictures(pdf))) for pdf in pdfs]
    slowest = max(seconds / pages for seconds, pages in each)
    whole, pages = map(sum, zip(*each, strict=True))
    print(f"\n{f'{pages} pages as pictures':34} {whole / pages * 1000:5.0f} ms a page")
    print(f"{'slowest paper':34} {slowest * 1000:5.0f} ms a page (at most 150)")


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


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show(what: str, work: Callable[[], object]) -> float:
    """The median of a work against that of an empty .docx saved in turn with it."""
    work()  # templates are read once
    rounds = [(timed(empty_docx), timed(work)) for _ in range(ROUNDS)]
    reference, p50 = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{what:34} p50 {p50 * 1000:7.1f} ms  {p50 / reference:5.2f} ×")
    return p50 / reference


if __name__ == "__main__":
    main()
