"""`thamdinh vote …`: a secret ballot on screen, or a paper count entered by two people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from actions.cases.case_files import case_file
from actions.effects.drafting import write_draft
from actions.execute import Act
from actions.votes import tellers, votes
from cli.cases.acts import tell
from cli.cases.cases import task_of
from cli.kit.output import AsJson, console, print_json
from cli.kit.session import As, Reason, act_id, load_case, ready, typed_unseen, wording
from cli.kit.texts import say
from domain.errors import BadTally, NotFound
from domain.facts.votes import Tally
from domain.state.task import case_of
from domain.votes.ballots import Count
from domain.votes.opening import BallotRequest
from domain.votes.rules import RULES, VoteRule, counted
from domain.votes.tellers import Sealing, Teller
from models.unit_of_work import reading

vote = typer.Typer(no_args_is_help=True)

Counts = Annotated[
    str,
    typer.Argument(),
]
Named = Annotated[
    list[str] | None,
    typer.Option("--for"),
]
Confirm = Annotated[str, typer.Option()]


@vote.command("open")
def open_(
    task: str,
    person: As,
    member: Annotated[list[str], typer.Option()],
    teller: Annotated[list[str], typer.Option()],
    name: Annotated[list[str] | None, typer.Option()] = None,
    json: AsJson = False,
) -> None:
    wish = BallotRequest(
        act_id=act_id("ballot", task, person, _held(task), *member, *teller, *(name or [])),
        case_id=case_of(task),
        task_id=task,
        members=tuple(member),
        tellers=tuple(Teller(somebody) for somebody in teller),
        names=tuple(name or ()),
    )
    receipt = votes.open_ballot(ready(), wish, person=person)
    if json:
        print_json(receipt)
        return
    console.print(say("secret_ballot_opened_people_called", set=len(set(member))))
    console.print(say("votes_are_taken_once_all_three"))


@vote.command()
def slip(task: str, person: As) -> None:
    act = Act(act_id=f"slip:{uuid4().hex}", case_id=case_of(task), person=person)
    letters = tellers.take_slip(ready(), act, task)
    console.print(letters, soft_wrap=True)
    console.print(say("the_system_keeps_no_slip_who"))


@vote.command()
def seal(
    task: str,
    person: As,
    present: Annotated[int, typer.Option()] = 0,
    early: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    wish = Sealing(
        act_id=act_id("seal", task, person, _held(task), present, early),
        case_id=case_of(task),
        task_id=task,
        present=present,
        early=early,
    )
    tell(tellers.seal_ballot(ready(), wish, person=person), json=json)


@vote.command()
def share(task: str, person: As) -> None:
    act = Act(act_id=f"share:{uuid4().hex}", case_id=case_of(task), person=person)
    tellers.open_share(ready(), act, task, typed_unseen(say("slip")))
    console.print(say("part_opened"))


@vote.command()
def void(task: str, reason: Reason, person: As, json: AsJson = False) -> None:
    act = Act(
        act_id=act_id("void", task, person, _held(task), reason),
        case_id=case_of(task),
        person=person,
    )
    tell(tellers.void_ballot(ready(), act, task, reason), json=json)


def _held(task: str) -> int:
    """How far the case has come: what is done anew after a void is another wish."""
    return load_case(case_of(task)).version


@vote.command()
def cast(task: str, choice: str, person: As) -> None:
    votes.cast(ready(), case_of(task), task, choice, person=person)
    console.print(say("voted"))


@vote.command()
def turnout(task: str, json: AsJson = False) -> None:
    found = votes.turnout(ready(), case_of(task), task)
    if found is None:
        raise NotFound(kind="ballot", id=task)
    if json:
        print_json(
            {
                "members": found.opened.members,
                "voted": found.voted,
                "choices": found.opened.choices,
                "tellers": found.opened.tellers,
                "keyed": found.keyed,
                "sealed": found.sealed,
                "shared": found.shared,
            }
        )
        return
    names = wording(found.opened.members).names
    console.print(say("voted_of", voted=len(found.voted), members=len(found.opened.members)))
    for member in found.opened.members:
        console.print(f"  {'✓' if member in found.voted else '·'} {names.get(member, member)}")
    console.print(say("choices_on_the_ballot", choices=", ".join(found.opened.choices)))
    console.print(say("tellers_with_slip", keyed=len(found.keyed)))
    if found.sealed:
        console.print(say("closed_tellers_who_opened_their_part", shared=len(found.shared)))


@vote.command()
def close(
    task: str,
    person: As,
    reason: Reason = "",
    confirm: Confirm = "",
    json: AsJson = False,
) -> None:
    wish = Count(
        act_id=act_id("close", task, person),
        case_id=case_of(task),
        task_id=task,
        tally=None,
        reason=reason,
        confirmed=confirm,
    )
    tell(votes.count_votes(ready(), wish, person=person), json=json)


@vote.command()
def count(
    task: str,
    counts: Counts,
    person: As,
    votes_for: Named = None,
    reason: Reason = "",
    confirm: Confirm = "",
    json: AsJson = False,
) -> None:
    tally = _tally(task, counts, votes_for or [])
    wish = Count(
        act_id=act_id("count", task, person, counts, *(votes_for or [])),
        case_id=case_of(task),
        task_id=task,
        tally=tally,
        reason=reason,
        confirmed=confirm,
    )
    tell(votes.count_votes(ready(), wish, person=person), json=json)


def _tally(task_id: str, counts: str, named: list[str]) -> Tally:
    case = load_case(case_of(task_id))
    try:
        summoned, present, issued, returned, valid, in_favour = (int(n) for n in counts.split(","))
        pairs = [entry.rsplit("=", 1) for entry in named]
        by_choice = {choice: int(number) for choice, number in pairs}
    except ValueError as fault:
        raise BadTally(rule=BadTally.Rule.UNREADABLE, typed=" ".join((counts, *named))) from fault
    plain = Tally(
        summoned=summoned,
        present=present,
        issued=issued,
        returned=returned,
        valid=valid,
        in_favour=in_favour,
    )
    rule = _rule(task_id)
    return counted(rule, plain, by_choice, case.subject) if by_choice else plain


def _rule(task_id: str) -> VoteRule:
    app = ready()
    case = load_case(case_of(task_id))
    task = case.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    with reading(ready()) as uow:
        step = app.law(uow, case).procedure.step(task.step)
    if step.vote is None:
        raise NotFound(kind="ballot", id=task_id)
    return RULES[step.vote]


@vote.command()
def minutes(
    task: str,
    to: Annotated[Path, typer.Option()] = Path("bien-ban-kiem-phieu.docx"),
) -> None:
    file = case_file(ready(), case_of(task))
    if task not in file.tallies:
        raise NotFound(kind="tally", id=task)
    step = task_of(file.case, task).step
    to.write_bytes(write_draft(ready(), file, "tally_record", step=step).content)
    console.print(say("file_written", to=to))
