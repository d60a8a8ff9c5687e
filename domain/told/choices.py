"""When a notice leaves as mail: what its reader chose, quiet hours, and a while to settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.calendar.clock import local
from domain.effects.notices import Notice, NoticeKind
from domain.errors import BadInput
from domain.told.kinds import MailRules, When
from domain.told.reminders import ESCALATIONS, REMINDERS

SETTLE = timedelta(minutes=2)  # without news of the same case, before a mail about it leaves
LONGEST_SETTLE = timedelta(minutes=10)  # for who keeps changing their mind
ONE_DAY = timedelta(days=1)
KINDS_OF_OPEN_TASKS = frozenset({NoticeKind.ASKED, *REMINDERS, *ESCALATIONS})
UNDOES: Mapping[NoticeKind, NoticeKind] = {
    NoticeKind.REMOVED: NoticeKind.SUPPLEMENTED,
    NoticeKind.SEAT_ENDED: NoticeKind.SEAT_ADDED,
    NoticeKind.DELEGATION_ENDED: NoticeKind.DELEGATION_ADDED,
    NoticeKind.ABSENCE_ENDED: NoticeKind.ABSENCE_ADDED,
}
ABOUT = ("dossier", "paper", "person", "taker", "agency", "position", "first_day")


@dataclass(frozen=True, slots=True)
class MailChoices:
    """What one person chose. `hour` of the digest and the `quiet` hours (from, until) are hours of
    the local day, 0 to 23; the same hour twice means no quiet hours."""

    by_group: Mapping[str, When] = field(default_factory=dict)
    hour: int = 7
    quiet: tuple[int, int] = (0, 0)
    language: str = "vi"

    def when(self, rules: MailRules, kind: NoticeKind) -> When:
        """What the law wants told leaves at once, whatever was chosen."""
        if rules.is_required(kind):
            return When.AT_ONCE
        group = rules.group_of(kind)
        return self.by_group.get(group, rules.groups[group].usual)

    def due(self, rules: MailRules, notice: Notice, now: datetime) -> datetime:
        """When a notice may leave that is taken up now. What the law wants told knows no quiet
        hours; a time that lies ahead was written by a clock that was wrong."""
        if self.when(rules, notice.kind) == When.DIGEST:
            return self._next_digest(now)
        soon = max(now, min(notice.at, now) + SETTLE)
        return soon if rules.is_required(notice.kind) else self._after_quiet(soon)

    def _next_digest(self, at: datetime) -> datetime:
        """The next time the hour of the digest strikes."""
        today = local(at).replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return today if today > at else today + ONE_DAY

    def _after_quiet(self, at: datetime) -> datetime:
        begin, end = self.quiet
        here = local(at)
        if not (begin <= here.hour < end or (begin > end and not end <= here.hour < begin)):
            return at
        over = here.replace(hour=end, minute=0, second=0, microsecond=0)
        return over if over > here else over + ONE_DAY


def check_choices(chosen: MailChoices) -> MailChoices:
    """Raises BadInput for an hour no day has."""
    for hour in (chosen.hour, *chosen.quiet):
        if not 0 <= hour <= 23:
            raise BadInput(field="hour", rule=BadInput.Rule.NOT_AN_HOUR, value=hour)
    return chosen


def is_settled(dues: Sequence[datetime], now: datetime) -> bool:
    """May a mail about all of this leave? Not while news still comes, but not for ever."""
    return max(dues) <= now or min(dues) <= now - LONGEST_SETTLE


def about(notice: Notice) -> tuple[object, ...]:
    """What a notice is about: of several about the same, the last one says how it stands."""
    if notice.task:
        return (notice.case_id, notice.task)
    said = tuple(notice.facts.get(name) for name in ABOUT)
    return (notice.case_id, UNDOES.get(notice.kind, notice.kind), *said)
