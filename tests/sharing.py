"""Which tests share a worker of pytest-xdist: those of a file, and those of all papers.

Of its own kind `loadgroup` reads the group from a test's id, where pytest 9.2 no longer shows it:
every test would be a group of its own, and what a file shares be made in every worker.
"""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

# All procedures are played and printed once for all of them (`sheets` of tests/documents).
EVERY_PAPER = (
    "tests/documents/content/test_every_paper.py",
    "tests/documents/export/test_every_pdf.py",
    "tests/documents/test_gallery.py",
)


# Files of few tests that take minutes: begun first, so that no worker is left with one at the end.
LONG = (
    "every paper",
    "tests/web/kit/test_browser.py",
    "tests/web/test_visible.py",
    "tests/web/test_sweep.py",
    "tests/web/test_growth.py",
    "tests/cli/test_demo.py",
    "tests/flows/test_conductors.py",
    "tests/web/api/test_fuzz.py",
)


class Shared(LoadFileScheduling):
    """A worker takes a whole file, or all files of the papers; the long ones first."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        waiting = [file for file in LONG if file in self.workqueue]
        if waiting:
            self.workqueue.move_to_end(waiting[0], last=False)
        super()._assign_work_unit(node)

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "every paper" if file in EVERY_PAPER else file
