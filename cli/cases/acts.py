"""What people do to a case from the command line; each command is one action."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from actions.cases.recall import recall as recall_answer
from actions.cases.record_reply import record_reply as record_paper_reply
from actions.cases.record_silence import record_silence
from actions.cases.return_case import return_case
from actions.cases.sign_off import sign_off
from actions.cases.take_out import take_out as take_body_out
from actions.cases.withdraw import withdraw as withdraw_case
from actions.decisions.readiness import readiness_of
from actions.execute import Receipt
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.remove_paper import remove_paper
from cli.cases.cases import task_of
from cli.kit.files import NotSecret, sent
from cli.kit.output import AsJson, console, marked, print_json
from cli.kit.session import As, Reason, act, act_id, load_case, ready, wording
from cli.kit.texts import say
from documents.intake.sent_file import SentFile
from domain.calendar.dates import parse_day
from domain.calendar.workdays import Due
from domain.cases.sign_off import SignOff
from domain.facts.answers import PaperReply
from domain.law.options import Outcome
from domain.state.task import TaskStatus, case_of

Read = Annotated[str, typer.Option()]
Pages = Annotated[str, typer.Option()]


def sign(
    task: str,
    answer: Outcome,
    person: As,
    reason: Reason = "",
    read: Read = "",
    pages: Pages = "",
    json: AsJson = False,
) -> None:
    wish = SignOff(
        act_id=act_id("sign", task, person, answer, reason),
        case_id=case_of(task),
        task_id=task,
        outcome=answer,
        reason=reason,
        read=full_hash(task, read, "drafts"),
        pages=full_hash(task, pages, "pages"),
    )
    tell(sign_off(ready(), wish, person=person), json=json)


def record_reply(
    task: str,
    answer: Outcome,
    person: As,
    number: Annotated[str, typer.Option()],
    dated: Annotated[str, typer.Option()],
    received: Annotated[str, typer.Option()],
    scan: Annotated[Path, typer.Option()],
    reason: Reason = "",
    not_secret: NotSecret = False,
    json: AsJson = False,
) -> None:
    paper = PaperReply(
        number=number,
        dated=parse_day(dated, field="dated"),
        received=parse_day(received, field="received"),
        scan="",
    )
    wish = SignOff(
        act_id=act_id("reply", task, person, answer, number),
        case_id=case_of(task),
        task_id=task,
        outcome=answer,
        reason=reason,
    )
    file = sent(scan, not_secret=not_secret)
    tell(record_paper_reply(ready(), wish, paper, file, person=person), json=json)


def issue(
    task: str,
    person: As,
    read: Read,
    pages: Pages = "",
    dated: str = "",
    answer: Outcome = Outcome.ISSUE,
    confirm: Annotated[str, typer.Option()] = "",
    document: Annotated[str, typer.Option()] = "",
    check: Annotated[bool, typer.Option("--check")] = False,
    json: AsJson = False,
) -> None:
    app = ready()
    day = parse_day(dated, field="dated") if dated else app.today()
    wish = SignOff(
        act_id=act_id("issue", task, person, day),
        case_id=case_of(task),
        task_id=task,
        outcome=answer,
        read=full_hash(task, read, "drafts"),
        pages=full_hash(task, pages, "pages"),
    )
    if not json:
        tell_missing(task, day)
    if not check:
        receipt = sign_off(
            app, wish, person=person, dated=day, confirmed=confirm, document=document
        )
        tell(receipt, json=json)


def return_(
    task: str,
    person: As,
    reason: Reason,
    to: Annotated[str, typer.Option()],
    json: AsJson = False,
) -> None:
    wish = act("return", case_of(task), person, task, to, reason)
    tell(return_case(ready(), wish, task_id=task, to_step=to, reason=reason), json=json)


def recall(task: str, person: As, reason: Reason, json: AsJson = False) -> None:
    wish = act("recall", case_of(task), person, task, reason)
    tell(recall_answer(ready(), wish, task_id=task, reason=reason), json=json)


def withdraw(case: str, person: As, reason: Reason, json: AsJson = False) -> None:
    wish = act("withdraw", case, person, reason)
    tell(withdraw_case(ready(), wish, reason=reason), json=json)


def silence(
    task: str,
    person: As,
    proof: Annotated[str, typer.Option()],
    json: AsJson = False,
) -> None:
    wish = act("silence", case_of(task), person, task, proof)
    tell(record_silence(ready(), wish, task_id=task, proof=proof), json=json)


def take_out(
    task: str,
    person: As,
    document: Annotated[str, typer.Option()],
    reason: Reason = "",
    json: AsJson = False,
) -> None:
    wish = act("take-out", case_of(task), person, task, reason, document)
    tell(take_body_out(ready(), wish, task_id=task, reason=reason, document=document), json=json)


def attach(
    case: str,
    kind: str,
    file: Path,
    person: As,
    not_secret: NotSecret = False,
    json: AsJson = False,
) -> None:
    content = _attach(case, person, kind, sent(file, not_secret=not_secret))
    if json:
        print_json({"case": case, "kind": kind, "content": content})
        return
    console.print(say("is_in_case_hash", name=file.name, case=case, content=content[:12]))


def detach(
    case: str,
    content: Annotated[str, typer.Argument()],
    person: As,
    reason: Reason = "",
    json: AsJson = False,
) -> None:
    wish = act("detach", case, person, content, reason)
    tell(remove_paper(ready(), wish, content=content, reason=reason), json=json)


def _attach(case: str, person: str, kind: str, file: SentFile) -> str:
    wish = act("attach", case, person, kind, file.name, hash_of(file.content))
    upload = Upload(kind=kind, file=file)
    receipt = attach_paper(ready(), wish, upload)
    return str(getattr(receipt.facts[0], "content", ""))


def hash_of(content: bytes) -> str:
    return act_id(content.hex())


def full_hash(task_id: str, shown: str, among: Literal["drafts", "pages"]) -> str:
    """The whole hash of the draft, or its pages, of which at least eight characters were typed."""
    if not shown:
        return ""
    found = load_case(case_of(task_id))
    task_of(found, task_id)
    fits = [h for _, h in getattr(found, among) if len(shown) >= 8 and h.startswith(shown.lower())]
    return fits[0] if fits else shown


def tell(receipt: Receipt, *, json: bool) -> None:
    """What was recorded, and what happens next."""
    if json:
        print_json(receipt)
        return
    words = wording()
    done = say("this_was_recorded_before") if receipt.repeated else say("recorded")
    console.print(say("in_case", done=done, id=receipt.case.id))
    if not receipt.case.open:
        console.print(say("the_case_is", status=words.status(receipt.case.status)))
    for task in receipt.case.open_tasks:
        console.print(
            say("next", agency=words.agency(task.agency), id=task.id, until=_until(task.due))
        )


def tell_missing(task_id: str, dated: date) -> None:
    """Each missing thing in a line, before the decision of that day is signed."""
    found = load_case(case_of(task_id))
    if task_of(found, task_id).status != TaskStatus.OPEN:
        return
    words, step = wording(), task_id.split("/")[1]
    for line in readiness_of(ready(), found.id, step, dated):
        mark = say("cannot_be_signed_yet") if line.blocks else say("a_reason_is_needed")
        console.print(marked("{mark}: {why}", mark=mark, why=words.refusal(line.fault)))


def _until(due: Due | None) -> str:
    return say("due", day=due.day) if due else ""
