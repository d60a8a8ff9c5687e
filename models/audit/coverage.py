"""What proves each table: its chain, the facts of its case, the journal; or why nothing does.

A table that is missing here fails `tests/models/audit/test_coverage.py`: whoever adds one says how
a change of it by hand is found, or gives the reason why none would matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class By(StrEnum):
    """What a table is held against."""

    CHAIN = "chain"  # each row bears a digest over itself and the row before
    FACTS = "facts"  # replaying facts gives the rows
    JOURNAL = "journal"  # the digest of each row is a line of a stream
    SEALS = "seals"  # signatures and roots, of ours and of witnesses
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Cover:
    """`stream` of the journal; `but`: columns that prove nothing, each with the reason; `why`
    nothing proves the table."""

    by: By
    stream: str = ""
    but: Mapping[str, str] = field(default_factory=dict)
    why: str = ""


ORDER = "only the order in which rows were written; chain and journal have their own"
QUEUE = "the queue of software's work, not what happened"
CHAIN = Cover(By.CHAIN, but={"id": ORDER})
FACTS = Cover(By.FACTS)
SEALS = Cover(By.SEALS)

COVERS: Mapping[str, Cover] = {
    "events": CHAIN,
    "register_events": CHAIN,
    "journal": Cover(By.CHAIN),
    "streams": Cover(By.CHAIN),
    "cases": FACTS,
    "tasks": FACTS,
    "worklist": FACTS,
    "papers": Cover(By.FACTS, but={"id": ORDER}),
    "person_rows": FACTS,
    "registers": FACTS,
    "register_entries": FACTS,
    "ballot_boxes": Cover(
        By.FACTS,
        but={"sums": "encrypted anew by every vote; whoever opens them proves them"},
    ),
    "outbox": Cover(
        By.FACTS,
        but=dict.fromkeys(
            (
                "conducted",
                "not_before",
                "claimed_by",
                "claimed_until",
                "attempts",
                "last_error",
                "place",
            ),
            QUEUE,
        ),
    ),
    "law_proofs": Cover(By.JOURNAL, "directory"),
    "law_books": Cover(By.JOURNAL, "directory"),
    "province_changes": Cover(By.JOURNAL, "directory"),
    "province_rows": Cover(By.FACTS),
    "people": Cover(By.JOURNAL, "directory"),
    "seats": Cover(By.JOURNAL, "directory"),
    "delegations": Cover(By.JOURNAL, "directory"),
    "absences": Cover(By.JOURNAL, "directory"),
    "directory_log": Cover(By.JOURNAL, "directory"),
    "own_templates": Cover(By.JOURNAL, "directory"),
    "procedure_versions": Cover(By.JOURNAL, "directory"),
    "accounts": Cover(By.JOURNAL, "accounts"),
    "sessions": Cover(By.JOURNAL, "accounts", but={"seen_at": "moves with every page"}),
    "api_tokens": Cover(By.JOURNAL, "accounts", but={"used_at": "moves with every request"}),
    "webhooks": Cover(By.JOURNAL, "accounts", but={"last_event": QUEUE}),
    "mailboxes": Cover(By.JOURNAL, "accounts", but={"taken_up": QUEUE}),
    "admin_requests": Cover(By.JOURNAL, "accounts"),
    "account_log": Cover(By.JOURNAL, "accounts"),
    "alarms": Cover(By.JOURNAL, "software"),
    "effects": Cover(By.JOURNAL, "software"),
    "readings": Cover(By.JOURNAL, "readings"),
    "refused_attempts": Cover(By.JOURNAL, "readings"),
    "spools": Cover(By.JOURNAL, "readings"),
    "checkpoints": SEALS,
    "cosignatures": SEALS,
    "seals": SEALS,
    "seal_heads": SEALS,
    "processes": Cover(By.NOTHING, why="who is at work now"),
    "duties": Cover(By.NOTHING, why="when the clock did what last"),
    "deliveries": Cover(By.NOTHING, why=QUEUE),
    "mails": Cover(By.NOTHING, why="the queue of mail; what it tells of is proved itself"),
    "mail_lines": Cover(By.NOTHING, why="which notice is in which mail"),
    "notices": Cover(
        By.NOTHING, why="what tells of facts, entries and days that are proved themselves"
    ),
    "notice_reads": Cover(By.NOTHING, why="what a person has looked at"),
    "visits": Cover(By.NOTHING, why="when software worked; it decides and proves nothing"),
    "sign_in_tries": Cover(By.NOTHING, why="counters that slow down guessing, gone in a week"),
    "known_devices": Cover(By.NOTHING, why="which browser need not wait after wrong tries"),
    "kept_forms": Cover(By.NOTHING, why="typed text that was not sent yet: its writer looks at it"),
    "case_marks": Cover(By.NOTHING, why="which cases a person keeps at hand"),
    "preferences": Cover(By.NOTHING, why="what a person likes to see first"),
}


def journalled() -> dict[str, Cover]:
    """Tables whose rows the journal tells of."""
    return {name: cover for name, cover in COVERS.items() if cover.by is By.JOURNAL}
