"""What people do with a question inside their body, before it is answered."""

from __future__ import annotations

from typing import Annotated

import typer

from actions.execute import Act
from actions.holding.assign import assign as assign_task
from actions.holding.assign import give_back as give_task_back
from actions.holding.extend import ask_extension as ask_for_more
from actions.holding.extend import grant_extension as give_more
from actions.holding.extend import refuse_extension as give_no_more
from actions.holding.forward import forward as forward_task
from actions.holding.prepare import prepare as prepare_answer
from cli.cases.acts import Read, full_hash, tell
from cli.cases.cases import task_of
from cli.kit.output import AsJson
from cli.kit.session import As, Reason, act, load_case, ready
from domain.law.options import Outcome
from domain.state.task import case_of


def assign(
    task: str,
    person: As,
    to: Annotated[str, typer.Option()] = "",
    reason: Reason = "",
    json: AsJson = False,
) -> None:
    holder = to or person
    wish = _wish("assign", task, person, holder, reason)
    tell(assign_task(ready(), wish, task_id=task, to=holder, reason=reason), json=json)


def give_back(task: str, person: As, reason: Reason = "", json: AsJson = False) -> None:
    wish = _wish("give-back", task, person, reason)
    tell(give_task_back(ready(), wish, task_id=task, reason=reason), json=json)


def prepare(
    task: str,
    answer: Outcome,
    person: As,
    reason: Reason = "",
    read: Read = "",
    json: AsJson = False,
) -> None:
    said = {"reason": reason, "read": full_hash(task, read, "drafts")}
    wish = _wish("prepare", task, person, answer, *said.values())
    tell(prepare_answer(ready(), wish, task_id=task, outcome=answer, **said), json=json)


def forward(
    task: str,
    person: As,
    to: Annotated[str, typer.Option()],
    document: Annotated[str, typer.Option()],
    reason: Reason = "",
    json: AsJson = False,
) -> None:
    said = {"agency": to, "reason": reason, "document": document}
    wish = _wish("forward", task, person, *said.values())
    tell(forward_task(ready(), wish, task_id=task, **said), json=json)


def ask_extension(
    task: str,
    person: As,
    days: Annotated[int, typer.Option()],
    reason: Reason = "",
    json: AsJson = False,
) -> None:
    wish = _wish_of_time("ask-extension", task, person, days, reason)
    tell(ask_for_more(ready(), wish, task_id=task, days=days, reason=reason), json=json)


def grant_extension(task: str, person: As, reason: Reason = "", json: AsJson = False) -> None:
    wish = _wish_of_time("grant-extension", task, person, reason)
    tell(give_more(ready(), wish, task_id=task, reason=reason), json=json)


def refuse_extension(task: str, person: As, reason: Reason = "", json: AsJson = False) -> None:
    wish = _wish_of_time("refuse-extension", task, person, reason)
    tell(give_no_more(ready(), wish, task_id=task, reason=reason), json=json)


def _wish_of_time(verb: str, task: str, person: str, *said: object) -> Act:
    """Of the case as it stands: the same words after an answer are another wish."""
    case = load_case(case_of(task))
    return act(verb, case.id, person, task, case.version, *said)


def _wish(verb: str, task: str, person: str, *said: object) -> Act:
    """Of who holds the question since when: the same words later are another wish."""
    case = load_case(case_of(task))
    found = task_of(case, task)
    return act(verb, case.id, person, task, found.holder, found.held_since, *said)
