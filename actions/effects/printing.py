"""Print the drafts that people will be asked about: pictures of the pages, kept beside the text."""

from __future__ import annotations

from collections.abc import Sequence

from actions.app import App
from documents.guarded.files import open_pages
from domain.effects.effects import unprinted
from domain.errors import BadPaper, NoPdf
from domain.facts.papers import PagePicture, PagesMade
from domain.papers.case_file import CaseFile

Printed = tuple[bytes, ...] | str  # pictures, or the code of why there are none


def print_drafts(app: App, file: CaseFile) -> list[PagesMade]:
    """How each current draft prints that nobody printed yet, in one start of LibreOffice.

    What LibreOffice refuses is told with the reason: people sign the text then, and the answer says
    that printed pages were not seen.
    """
    owed, at = unprinted(file.case), app.now(file.case)
    printed = _printed(app, [app.papers.get(content) for _, content in owed])
    return [
        PagesMade(
            paper=paper,
            content=content,
            pages=() if isinstance(one, str) else tuple(_kept(app, page) for page in one),
            why=one if isinstance(one, str) else "",
            at=at,
        )
        for (paper, content), one in zip(owed, printed, strict=True)
    ]


def _printed(app: App, texts: Sequence[bytes]) -> list[Printed]:
    """One that cannot be printed spoils no other: then each is tried by itself."""
    try:
        return [open_pages(pdf) for pdf in app.office.pdfs(texts)]
    except (NoPdf, BadPaper) as none:
        if len(texts) == 1:
            return [str(none.facts["rule"])]
    return [one for text in texts for one in _printed(app, [text])]


def _kept(app: App, picture: bytes) -> PagePicture:
    return PagePicture(content=app.papers.put(picture), size=len(picture))
