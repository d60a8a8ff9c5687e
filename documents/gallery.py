"""Papers as pictures, page by page, and one web page that shows them side by side."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pypdfium2
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from documents.contact_sheet import contact_sheet
from documents.export.pdf import Office
from templates import TEMPLATES

PREVIEW = TEMPLATES / "preview"
SHEET = "sheet.png"
BATCH = 20  # papers per start of LibreOffice: its time limit is for the whole call
DOTS_PER_INCH = 96


def hang(office: Office, papers: Mapping[str, bytes], folder: Path) -> Path:
    """Write every paper (name → .docx) to `folder` as .docx, .pdf and one .png per page.

    Returns the path of the page that shows them all; `sheet.png` beside it has every page of every
    paper on one picture. Raises NoPdf.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shown: list[tuple[str, list[str]]] = []
    for name, pdf in _pdfs(office, papers):
        (folder / f"{name}.docx").write_bytes(papers[name])
        (folder / f"{name}.pdf").write_bytes(pdf)
        shown.append((name, list(_pictures(pdf, name, folder))))
    contact_sheet((folder / page for _, pages in shown for page in pages), folder / SHEET)
    index = folder / "index.html"
    index.write_text(_environment().get_template("gallery.html.j2").render(papers=shown), "utf-8")
    return index


def _pdfs(office: Office, papers: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    names = list(papers)
    for start in range(0, len(names), BATCH):
        batch: Sequence[str] = names[start : start + BATCH]
        yield from zip(batch, office.pdfs([papers[name] for name in batch]), strict=True)


def _pictures(pdf: bytes, name: str, folder: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document, start=1):
            picture = f"{name}_{number}.png"
            page.render(scale=DOTS_PER_INCH / 72).to_pil().save(folder / picture)
            yield picture


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PREVIEW),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
