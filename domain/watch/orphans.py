"""What waits for ever in silence: questions nobody can answer, and what else nobody looks after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.cases.attempt import Attempt
from domain.cases.sign_off import check_may_answer
from domain.directory.actors import Actor
from domain.errors import Refused
from domain.state.task import Task


class Gap(StrEnum):
    """Worded in `gaps` of the words; the first six say why nobody can answer."""

    NO_SIGNER = "no_signer"
    BARRED = "barred"  # who signs is the person concerned, opened the case or stepped aside
    ONLY_OPENER = "only_opener"
    ONLY_SUBJECT = "only_subject"
    NO_ACCOUNT = "no_account"
    ALL_AWAY = "all_away"
    STUCK = "stuck"  # nothing is asked, and the case is not closed: no join of it can fire
    FAILS = "fails"  # software fails at what it has to do for a case
    NO_DATE = "no_date"  # a case in which nothing has a last day, asked long ago
    BOUNCED = "bounced"
    NEVER_USED = "never_used"


# True of a body, whatever it is asked.
OF_BODY = frozenset({Gap.NO_SIGNER, Gap.NO_ACCOUNT, Gap.ALL_AWAY})


@dataclass(frozen=True, slots=True)
class Hand:
    """One capacity in which somebody may sign for a body today. `able`: they can sign in; `away`:
    they themselves are away, whoever stands behind them."""

    actor: Actor
    able: bool = True
    away: bool = False


def gap_of_body(hands: Sequence[Hand]) -> Gap | None:
    """Why nobody can answer for this body, whatever is asked; None where somebody can."""
    if not hands:
        return Gap.NO_SIGNER
    able = [hand for hand in hands if hand.able]
    if not able:
        return Gap.NO_ACCOUNT
    return Gap.ALL_AWAY if all(hand.away for hand in able) else None


def gap_in(attempts: Sequence[tuple[Attempt, Hand]], task: Task) -> Gap | None:
    """The same for one question: who the rules keep from it counts for nobody. An attempt for each
    hand of the body."""
    free = [hand for attempt, hand in attempts if _may(attempt, task)]
    if free or not attempts:
        return gap_of_body(free)
    case = attempts[0][0].case
    if all(case.subject in hand.actor.behind for _, hand in attempts):
        return Gap.ONLY_SUBJECT
    if all(case.started_by in hand.actor.behind for _, hand in attempts):
        return Gap.ONLY_OPENER
    return Gap.BARRED


def _may(attempt: Attempt, task: Task) -> bool:
    try:
        check_may_answer(attempt, task)
    except Refused:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """One line. `address`: where it is mended; `agency`: the body asked; `person`: who is away,
    whose address bounces or account sleeps; `number`: how many questions or people; `handler`: the
    body that runs the case, where the line is meant for it; `key` names the finding, so that it is
    told once."""

    why: Gap
    address: str
    key: str
    agency: str = ""
    case: str = ""
    task: str = ""
    person: str = ""
    number: int = 0
    handler: str = ""
