"""Look a version of a draft through for layout and wording; who asked is recorded as a reader."""

from __future__ import annotations

from dataclasses import replace

from actions.app import App
from actions.cases.case_files import case_file
from actions.papers.draft_versions import Version, find_version
from actions.papers.read_draft import read_draft
from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.lint.lint import LintFault, lint
from domain.calendar.clock import local_day


def check_draft(
    app: App, case_id: str, paper: str, number: int | None, *, person: str
) -> tuple[Version, tuple[LintFault, ...]]:
    """The version and its flaws, by the layout of the day it was written.

    Raises NotFound, CannotRead, SelfApproval.
    """
    version = find_version(app, case_id, paper, number)
    content = read_draft(app, case_id, version.content, person=person, how="lint")
    drafted = replace(case_file(app, case_id), day=local_day(version.at), decision=None)
    return version, lint(content, context_for(drafted, PAPERS[paper], version.step))
