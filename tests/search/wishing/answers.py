"""What somebody may want to do about the answers of a case: one maker for each kind of act."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from domain.calendar.clock import local_day
from domain.cases.corrections import return_targets
from domain.cases.sign_off import SUBJECT, SignOff
from domain.decisions.issuing import Issue
from domain.decisions.readiness import CaseBeside, SignedText
from domain.directory.actors import Actor
from domain.facts.answers import PaperReply
from domain.facts.papers import PaperAttached
from domain.facts.votes import BallotOpened
from domain.law.options import Option
from domain.law.procedure import Kind, Step
from domain.papers.drafts import Edited
from domain.state.task import Task, TaskStatus
from tests.search.readying import Around
from tests.search.wishing.chooser import SIGN, Chooser
from tests.search.world import Act

Maker = Callable[[Chooser], Act | None]


def sign_off(c: Chooser) -> Act | None:
    """An answer here or on paper; issuing where the answer issues."""
    task = c.open_task() if c.often(0.97) else c.any_task()
    if task is None:
        return None
    step = c.step(task)
    option = _option(c, step)
    if option.issues and c.often(0.98):
        return _issue(c, task, step, option)
    external = c.world.law.agencies.get(task.agency).external
    paper = _reply(c, task) if c.often(0.7 if external else 0.05) else None
    text = _text(c, step) if c.often(0.3) else ""
    answer = SignOff(
        act_id="a",
        case_id=c.world.case.id,
        task_id=task.id,
        outcome=option.outcome,
        reason=c.word(),
        read=text,
        pages=_pages(c, text),
        paper=paper,
    )
    by = c.handler() if paper else c.asked(task)
    return c.act("sign_off", by, answer=answer)


def _option(c: Chooser, step: Step) -> Option:
    options = step.options.options
    return options[0] if c.often(c.forward) else c.chance.choice(options)


def _text(c: Chooser, step: Step) -> str:
    if step.approves:
        return c.world.case.draft(step.approves) or ""
    texts = [content for _, content in c.world.case.drafts]
    return c.chance.choice(texts) if texts else ""


def _pages(c: Chooser, text: str) -> str:
    """The pages shown beside the text."""
    return c.world.case.printed(text)


def _reply(c: Chooser, task: Task) -> PaperReply:
    first = local_day(task.opened_at)
    received = c.day(first, c.today)
    return PaperReply(number="1", dated=c.day(first, received), received=received, scan="scan")


def _issue(c: Chooser, task: Task, step: Step, option: Option) -> Act:
    text = _text(c, step) if c.often(0.97) else "other"
    answer = SignOff(
        act_id="a",
        case_id=c.world.case.id,
        task_id=task.id,
        outcome=option.outcome,
        reason=c.word(),
        read=text,
        pages=_pages(c, text),
    )
    dated = c.today if c.often(0.7) else c.day(local_day(c.world.case.opened_at), c.today)
    said = "vì sao" if c.often(0.9) else ""
    wish = Issue(answer=answer, dated=dated, confirmed=said, document=said)
    return c.act("issue", c.asked(task), issue=wish, readiness=_around(c))


def _around(c: Chooser) -> Around:
    return Around(
        text=SignedText(
            blanks=("nơi sinh",) if c.often(0.1) else (),
            fillable=("tên",) if c.often(0.03) else (),
        ),
        beside=(CaseBeside("Y", c.often(0.5)),) if c.often(0.1) else (),
        holders=("other",) if c.often(0.1) else (),
        back_dated=c.often(0.1),
    )


def recall(c: Chooser) -> Act | None:
    """Of the newest answer, mostly: another is long acted on."""
    done = [t for t in c.world.case.tasks if t.status == TaskStatus.DONE and t.answered_at]
    if not done:
        return None
    newest = max(done, key=lambda task: task.answered_at or task.opened_at)
    task = newest if c.often(0.8) else c.chance.choice(done)
    return c.act("recall", c.asked(task), task_id=task.id, reason=c.word())


def send_back(c: Chooser) -> Act | None:
    task = c.open_task()
    if task is None:
        return None
    targets = return_targets(c.world.case, c.world.law)
    steps = [step.id for step in c.world.law.procedure.steps]
    to = c.chance.choice(targets) if targets and c.often(0.9) else c.chance.choice(steps)
    return c.act("send_back", c.asked(task), task_id=task.id, to_step=to, reason=c.word())


def withdraw(c: Chooser) -> Act:
    return c.act("withdraw", c.handler(), reason=c.word())


def migrate(c: Chooser) -> Act:
    """To the text of another day, mostly one in force now."""
    day = (
        c.read.date() if c.often(0.7) else c.read.date() - timedelta(days=c.chance.randrange(9000))
    )
    said = {"reason": c.word(), "document": c.word()}
    return c.act("migrate", c.handler(), day=day, **said)


def silence(c: Chooser) -> Act | None:
    """Where a step foresees it, after the time has passed, mostly."""
    task = c.open_task()
    if task is None:
        return None
    if c.step(task).silence and c.often(0.5):
        c.read += timedelta(days=c.chance.randrange(15, 60))
    return c.act("silence", c.handler(), task_id=task.id, proof=c.word())


def take_out(c: Chooser) -> Act | None:
    task = c.open_task()
    if task is None or (c.step(task).kind != Kind.CONSULTATION and c.often(0.8)):
        return None
    return c.act("take_out", c.handler(), task_id=task.id, reason=c.word(), document=c.word())


def attach(c: Chooser) -> Act:
    kinds = (*c.world.law.procedure.dossier, "paper_reply", "other")
    case, by, own = c.world.case, c.handler(), c.often(0.1)
    if own:
        by = Actor(case.subject, case.press_agency, SUBJECT, frozenset())
    return c.act("attach", by, kind=c.chance.choice(kinds), own=own, not_secret=c.often(0.1))


def remove(c: Chooser) -> Act | None:
    files = [f.content for f in c.world.history if isinstance(f, PaperAttached)]
    if not files:
        return None
    return c.act("remove", c.handler(), content=c.chance.choice(files), reason=c.word())


def declare(c: Chooser) -> Act:
    """By themselves, or recorded by the officer in charge for somebody who takes part."""
    task = c.any_task()
    by, who = c.handler(), c.actor(task.agency, SIGN)
    called = [f.members for f in c.world.history if isinstance(f, BallotOpened)]
    if called and called[-1] and c.often(0.3):
        who = Actor(c.chance.choice(called[-1]), task.agency, "", SIGN)
    if c.often(0.6):
        by = who
    relation = c.chance.choice([*c.world.law.relations, "none"])
    return c.act("declare", by, person=who.person, relation=relation, note=c.word())


def upload(c: Chooser) -> Act | None:
    """A draft edited in Word."""
    if not c.world.case.drafts:
        return None
    case = c.world.case
    step = c.world.law.procedure.step(case.step)
    worked_on = [d for d in case.drafts if d[0] in (*step.prepares, *step.offers)]
    paper, current = c.chance.choice(worked_on or case.drafts)
    content = hashlib.sha256(f"{c.read}{paper}".encode()).hexdigest()
    based_on = current if c.often(0.9) else "older"
    edited = Edited(paper=paper, name="x.docx", content=content, size=1, based_on=based_on)
    issuer = c.chance.choice(case.round_tasks or case.tasks).agency
    return c.act("upload", c.handler(), edited=edited, issuer=issuer)


def enter(c: Chooser) -> Act:
    task = c.open_task() or c.any_task()
    by = c.handler() if c.often(0.5) or task.role == SUBJECT else c.actor(task.agency, SIGN)
    return c.act("enter", by, task=task.id, typed=_typed(c))


def _typed(c: Chooser) -> dict[str, str]:
    """A word, and now and then what the person's file takes over from a decision."""
    day = f"{c.day(c.today, c.today + timedelta(days=90)):%d/%m/%Y}"
    return {"breach_act": c.word()} if c.often(0.5) else {c.some("effective", "last_day"): day}


ANSWERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        sign_off,
        recall,
        send_back,
        withdraw,
        migrate,
        silence,
        take_out,
        attach,
        remove,
        declare,
        upload,
        enter,
    )
}
