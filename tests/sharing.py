"""Which tests share a worker of pytest-xdist: those of a file, and those of all papers.

Of its own kind `loadgroup` reads the group from a test's id, where pytest 9.2 no longer shows it:
every test would be a group of its own, and what a file shares be made in every worker.
"""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling

# All procedures are played and printed once for all of them (`sheets` of tests/documents).
EVERY_PAPER = (
    "tests/documents/content/test_every_paper.py",
    "tests/documents/export/test_every_pdf.py",
    "tests/documents/test_gallery.py",
)


class Shared(LoadFileScheduling):
    """A worker takes a whole file, or all files of the papers."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "every paper" if file in EVERY_PAPER else file
