"""Commit subjects of at most 72 characters, in no hurry. `python -m tests.lint.subjects < subjects`

The fault: 98 of 154 subjects were cut off by every tool that shows them; one said "wip", one
"(unfinished)". Asked by the hook of a commit and by `.ci/run`, of commits from December 2026 on.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

LONGEST = 72
HURRIED = re.compile(r"\b(wip|fixup|unfinished|tmp)\b", re.IGNORECASE)


def bad_subjects(subjects: Iterable[str]) -> Iterator[str]:
    for subject in (line.strip() for line in subjects):
        if len(subject) > LONGEST:
            yield f"{len(subject)} characters, at most {LONGEST}: {subject}"
        if HURRIED.search(subject):
            yield f"not ready: {subject}"


def main(arguments: list[str]) -> int:
    """The subjects on standard input, or that of the message in the file named."""
    lines = Path(arguments[0]).read_text("utf-8").splitlines()[:1] if arguments else sys.stdin
    found = list(bad_subjects(lines))
    sys.stderr.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
