"""What the minutes of a vote say: the counts as entered, the base by name, and the sum."""

from __future__ import annotations

from documents.content.vietnamese import BLANK, in_text
from documents.values import BallotRecord, Sums
from domain.calendar.clock import local_day
from domain.directory.record import WEIGHT
from domain.facts.votes import Tally
from domain.law.options import Option
from domain.papers.case_file import CaseFile
from domain.state.task import Task
from domain.votes.arithmetic import share
from domain.votes.rules import (
    RULES,
    Shape,
    VoteRule,
    added_up,
    explain,
)
from notifications.words import initial, word

ONLY_READ_SO = "một cách hiểu, chưa đọc được văn bản; cấp có thẩm quyền quyết định"


def ballot_of(file: CaseFile, step_id: str, *, party: bool) -> BallotRecord:
    """The last count of a ballot step; empty where the step is none or was not counted."""
    step = file.law.procedure.step(step_id)
    counted = [t for t in file.case.tasks if t.step == step_id and t.id in file.tallies]
    if step.vote is None or not counted:
        return {}
    task = counted[-1]
    return {
        **sums_of(file, task),
        "meeting": step.title,
        "day": in_text(local_day(task.answered_at) if task.answered_at else None, party=party),
        "reason": _reason(task),
    }


def sums_of(file: CaseFile, task: Task, language: str = "vi") -> Sums:
    """The counts of one vote, line by line, with the formula and the result; {} if not counted.

    Labels are in `language`; papers are always in Vietnamese.
    """
    step = file.law.procedure.step(task.step)
    if step.vote is None or task.id not in file.tallies:
        return {}
    rule, tally = RULES[step.vote], file.tallies[task.id]
    option = step.options.option(task.outcome) if task.outcome else None
    return {
        "counts": _counts(tally, file.aside.get(task.id), language),
        "lines": _lines(file, rule, tally, language),
        "formula": explain(rule, tally) + _added_up(file, rule, tally),
        "result": _said(option, language) if option else BLANK,
    }


def _added_up(file: CaseFile, rule: VoteRule, tally: Tally) -> str:
    """Beside a count in which no form has a majority, for the competent level (K-12a)."""
    form = added_up(rule, tally, sorted(dict(tally.votes), key=lambda f: -WEIGHT.get(f, 0)))
    if not form:
        return ""
    named = _named(file, rule, form)
    return f"; nếu cộng dồn từ hình thức nặng nhất thì quá nửa ở “{named}” ({ONLY_READ_SO})"


def _counts(tally: Tally, aside: int | None, language: str) -> list[tuple[str, int]]:
    """Called, stepped aside, absent and blank are four things. `aside` is None for a count on
    paper: who stepped aside was not called, and a blank slip is one of the void ones."""
    on_screen = aside is not None
    counts = {
        "summoned": tally.summoned,
        **({"aside": aside or 0} if on_screen else {}),
        "present": tally.present,
        "away": tally.summoned - tally.present,
        "issued": tally.issued,
        "returned": tally.returned,
        "valid": tally.valid,
        "blanks" if on_screen else "invalid": tally.returned - tally.valid,
    }
    return [(initial(word("counts", what, language)), count) for what, count in counts.items()]


def _lines(
    file: CaseFile, rule: VoteRule, tally: Tally, language: str
) -> list[tuple[str, int, str]]:
    """Each name or form, or for and against, with its share of the rule's base."""
    base = rule.base(tally)
    if rule.shape == Shape.AGREE:
        sides = {"agree": tally.in_favour, "disagree": tally.valid - tally.in_favour}
        shown = [(initial(word("counts", side, language)), count) for side, count in sides.items()]
    else:
        shown = [(_named(file, rule, choice, language), count) for choice, count in tally.votes]
        rest = tally.valid - sum(count for _, count in shown)
        shown += [(initial(word("counts", "others", language)), rest)] if rest else []
    return [(name, count, share(count, base)) for name, count in shown]


def _named(file: CaseFile, rule: VoteRule, choice: str, language: str = "vi") -> str:
    if rule.shape == Shape.NAMES:
        return file.names.get(choice, choice)
    options = [o for s in file.law.procedure.steps for o in s.options.options]
    return next((_said(o, language) for o in options if o.outcome == choice), choice)


def _said(option: Option, language: str) -> str:
    return option.en if language == "en" else option.vi


def _reason(task: Task) -> str:
    return task.reason.rstrip(". ")
