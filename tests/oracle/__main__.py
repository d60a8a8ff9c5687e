"""`uv run python -m tests.oracle [WORD]`: pairs whose name holds the word; all without one.

Ends with 1 where two drafts were called the same that print differently.
"""

from __future__ import annotations

import sys
from collections import Counter

from tests.oracle.asking import ask
from tests.oracle.pairs import pairs


def main() -> int:
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    verdicts = list(ask([pair for pair in pairs() if word in pair.name]))
    for verdict in verdicts:
        print(f"{verdict.answer:8} {_prints(verdict.prints)} {verdict.pair.name}  {verdict.how}")
    counts = Counter(verdict.answer for verdict in verdicts)
    missed = [verdict.pair.name for verdict in verdicts if verdict.missed]
    print(f"\n{len(verdicts)} pairs, {sum(v.prints for v in verdicts)} print differently: ", end="")
    print(", ".join(f"{count} {answer}" for answer, count in sorted(counts.items())))
    print(f"called the same and printed differently: {len(missed)}", *missed, sep="\n  ")
    lost = [verdict.pair.name for verdict in verdicts if verdict.lost]
    print(f"printed otherwise once kept: {len(lost)}", *lost, sep="\n  ")
    return 1 if missed else 0


def _prints(differently: bool) -> str:
    return "prints otherwise" if differently else "prints the same "


if __name__ == "__main__":
    sys.exit(main())
