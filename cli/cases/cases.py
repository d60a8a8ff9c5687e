"""`thamdinh case …`: open a case, look at it, read its history."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from actions.cases.case_files import complaint_window_of
from actions.cases.open_case import OpenCase, open_case
from cli.kit.findings import cited_bases
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import (
    As,
    act_id,
    load_case,
    ready,
    wording,
)
from cli.kit.texts import heads, label, say, title, word
from domain.calendar.clock import local
from domain.calendar.dates import parse_day
from domain.cases.sign_off import SUBJECT
from domain.eligibility.eligibility import Rule, Verdict
from domain.errors import NotFound
from domain.facts.checks import Checked
from domain.facts.fact import Fact
from domain.law.case_law import Law
from domain.law.procedure import Step
from domain.state.case import Case, PostKind
from domain.state.task import Task
from models.cases import inbox as read_side
from models.unit_of_work import reading
from notifications.wording import Wording
from regulations.catalogue import load

case = typer.Typer(no_args_is_help=True)


@case.command("open")
def open_(
    procedure: Annotated[str, typer.Argument(help=" · ".join(load().kinds))],
    subject: Annotated[str, typer.Argument()],
    press_agency: Annotated[str, typer.Argument()],
    person: As,
    handler: Annotated[str, typer.Option()],
    post: PostKind = PostKind.HEAD,
    decided_on: Annotated[str, typer.Option()] = "",
    note: str = "",
    about: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    app = ready()
    day = parse_day(decided_on, field="decided_on") if decided_on else None
    wish = OpenCase(
        act_id=act_id(
            "open", procedure, subject, press_agency, post, handler, person, day, note, about
        ),
        procedure=procedure,
        subject=subject,
        press_agency=press_agency,
        post=post,
        handler=handler,
        person=person,
        decided_on=day,
        note=note,
        about=about,
    )
    receipt = open_case(app, wish)
    if json:
        print_json({"case": receipt.case, "repeated": receipt.repeated})
        return
    console.print(say("case_opened_under", id=receipt.case.id, procedure=receipt.case.procedure))
    _print_case(receipt.case)


@case.command("list")
def list_(status: str = "", json: AsJson = False) -> None:
    with reading(ready()) as uow:
        found = read_side.list_cases(uow.connection, status=status)
    if json:
        print_json(found)
        return
    words = wording()
    rows = [
        (
            c.id,
            c.procedure,
            c.subject,
            words.agency(c.press_agency),
            words.status(c.status),
            c.step,
            local(c.opened_at),
        )
        for c in found
    ]
    columns = heads(
        "case", "procedure", "person_concerned", "press_agency", "status", "step", "opened_at"
    )
    table(say("case"), columns, rows)


@case.command()
def show(case_id: str, json: AsJson = False) -> None:
    found = load_case(case_id)
    if json:
        print_json(found)
        return
    _print_case(found)


@case.command()
def findings(case_id: str, json: AsJson = False) -> None:
    found = load_case(case_id)
    with reading(ready()) as uow:
        facts = [f.fact() for f in uow.cases.history(case_id)]
    checks = [fact for fact in facts if isinstance(fact, Checked)]
    if json:
        print_json(checks)
        return
    rules = {rule.id: rule for rule in ready().catalogue.rules}
    for check in checks:
        rows = [_finding(rules.get(row[0]), row, found.law_day) for row in check.findings]
        columns = heads("subject_matter", "verdict", "there_is", "asked_for", "basis", "to_do")
        table(say("round", word=word("checks", check.name), round=check.round), columns, rows)


def _finding(rule: Rule | None, row: tuple[str, str, str, str], on: date) -> tuple[object, ...]:
    """One line of the review: with the rule's article and what to do where it is not met."""
    name, verdict, measured, required = row
    if rule is None:
        return required, word("verdicts", verdict), measured, "", "", ""
    cited = cited_bases(rule.bases_on(on))
    fix = rule.advice(Verdict(verdict))
    return f"{name} {rule.title}", word("verdicts", verdict), measured, required, cited, fix


@case.command()
def history(case_id: str, json: AsJson = False) -> None:
    load_case(case_id)
    with reading(ready()) as uow:
        facts = uow.cases.history(case_id)
    if json:
        print_json(
            [{"kind": f.link.kind, "digest": f.link.digest, "fact": f.fact()} for f in facts]
        )
        return
    words = wording(p for f in facts for p in _people(f.fact()))
    rows = [
        (
            f"{f.link.version}.{f.link.part}",
            local(f.fact().at),
            words.fact(f.link.kind),
            _who(words, f.fact()),
            _what(words, f.fact()),
            f.link.digest[:12],
        )
        for f in facts
    ]
    table(
        say("history_of", case_id=case_id),
        heads("row", "at", "fact", "who", "subject_matter", "hash"),
        rows,
    )


def history_of(case_id: str) -> list[dict[str, object]]:
    """Every fact with its place and digest, as data."""
    with reading(ready()) as uow:
        facts = uow.cases.history(case_id)
    return [
        {
            "row": f"{f.link.version}.{f.link.part}",
            "kind": f.link.kind,
            "digest": f.link.digest,
            "fact": f.fact(),
        }
        for f in facts
    ]


def _print_case(found: Case) -> None:
    words, app = wording([found.subject, *(task.person for task in found.tasks)]), ready()
    by_day = say("as_of", law_day=found.law_day)
    with reading(ready()) as uow:
        law = app.law(uow, found)
    if law.procedure.status == "reconstruction":
        console.print(say("reconstructed_the_text_itself_is_secret"))
    table(
        found.id,
        ("", ""),
        [
            (say("procedure"), f"{title(law.procedure)} ({found.procedure}, {by_day})"),
            (say("person_concerned"), words.names.get(found.subject, found.subject)),
            (say("press_agency"), words.agency(found.press_agency)),
            (say("handling_agency"), words.agency(found.handler)),
            (say("status"), words.status(found.status)),
            (say("current_step"), title(law.procedure.step(found.step))),
            *_linked(found),
            *_complaint(found),
        ],
    )
    columns = heads("step_round", "agency", "answer", "deadline")
    table(say("route"), columns, [_task_row(words, law, task) for task in found.tasks])
    for task in found.open_tasks:
        console.print(say("waiting_for", asked=_asked(words, task), id=task.id), soft_wrap=True)


def _complaint(found: Case) -> list[tuple[object, ...]]:
    """Until when the person may complain, with both ends where the count ends on a day of rest."""
    window = complaint_window_of(ready(), found.id)
    if window is None:
        return []
    due = window.due
    rolled = say("counted_straight_on", strict=due.strict) if due.strict != due.day else ""
    said = say(
        "until_the_end_of_days_from", day=due.day, rolled=rolled, amount=due.amount, start=due.start
    )
    basis = ready().catalogue.instruments.cite(window.rule.basis)
    return [(say("may_be_complained_of"), f"{said} ({basis})")]


def _linked(found: Case) -> list[tuple[object, ...]]:
    """The case this one looks at, and those that look at it."""
    rows: list[tuple[object, ...]] = [(say("about_case"), found.about)] if found.about else []
    with reading(ready()) as uow:
        others = uow.cases.related_case(found.id)
    return rows + ([(say("related_cases"), ", ".join(others))] if others else [])


def _task_row(words: Wording, law: Law, task: Task) -> tuple[object, ...]:
    step = law.procedure.step(task.step)
    state = _state(words, step, task)
    if task.answered_at:
        paper = say("document", paper_number=task.paper_number) if task.paper_number else ""
        name = words.names.get(task.person, task.person)
        state += f"\n{name}, {local(task.answered_at):%H:%M %d/%m/%Y}{paper}"
    return f"{title(step)} ({task.round})", _asked(words, task), state, _due(task)


def _asked(words: Wording, task: Task) -> str:
    return say("person_concerned") if task.role == SUBJECT else words.agency(task.agency)


def _state(words: Wording, step: Step, task: Task) -> str:
    """The answer in the words in which it was offered; no_reply is offered to nobody."""
    if task.outcome is None:
        return word("task_states", task.status)
    option = step.options.option(task.outcome)
    return label(option) if option else words.outcome(task.outcome)


def _due(task: Task) -> str:
    if task.due is None:
        return say("no_deadline")
    kind = say("working_days") if task.due.unit == "working_days" else say("days")
    own = "" if task.due.legal else say("own_target")
    return f"{task.due.day:%d/%m/%Y} ({task.due.amount} {kind}{own})"


def _people(fact: Fact) -> tuple[str, ...]:
    return (fact.actor.person, fact.actor.on_behalf_of) if fact.actor else ()


def _who(words: Wording, fact: Fact) -> str:
    by = fact.actor
    if by is None:
        return say("software")
    name = words.names.get(by.person, by.person)
    return f"{name} ({words.capacity(by)}, {words.agency(by.agency)})"


def _what(words: Wording, fact: Fact) -> str:
    parts = [words.outcome(o) for o in [getattr(fact, "outcome", "")] if o]
    for name in ("step", "task", "paper", "kind", "symbol", "reason", "content", "read"):
        value = getattr(fact, name, "")
        if value:
            parts.append(value[:12] if name in ("content", "read") else str(value))
    if twice := getattr(fact, "also_signed", ()):
        parts.append(say("this_person_also_answered_in", twice=", ".join(twice)))
    return " · ".join(parts)


def task_of(found: Case, task_id: str) -> Task:
    """Raises NotFound."""
    task = found.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    return task
