"""Whose words a paper says, and who may write them."""

from __future__ import annotations

from collections.abc import Iterable

from domain.cases.attempt import Attempt
from domain.errors import NotYourTask


def check_may_word(attempt: Attempt, bodies: Iterable[str], *, statement: bool, about: str) -> None:
    """The actor works for one of `bodies`, whose words these are, or for the body that runs the
    case. A `statement` is for its own body alone: who runs the case writes only for bodies outside
    the province, which answer on paper. `about` is the task or case that a refusal names.

    The office's own rule. Raises NotYourTask naming the body whose words they are.
    """
    known = attempt.law.agencies
    own = {attempt.current(code) for code in bodies}
    handler = attempt.current(attempt.case.handler)
    answers_on_paper = all(known.get(code).external for code in own)
    allowed = own if statement and not answers_on_paper else own | {handler}
    if attempt.actor.agency not in allowed:
        needs = min(own) if statement and own else handler
        raise NotYourTask(task=about, needs=needs, has=attempt.actor.agency)
