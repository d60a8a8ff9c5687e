"""What a page about a case starts from: the case as this person may see it, with its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from actions.audit.traces import leave
from actions.cases.case_files import gather
from actions.told.outside import named_outside
from documents.content.ballot_record import sums_of
from documents.values import Sums
from domain.cases.sign_off import SUBJECT
from domain.facts.answers import SignedOff
from domain.law.options import Outcome
from domain.law.procedure import Step
from domain.papers.case_file import CaseFile, Signer
from domain.state.case import Case
from domain.state.task import Task, TaskStatus
from models.papers.readings import Reading
from models.unit_of_work import UnitOfWork, reading
from notifications.law_words import SUBJECT_WORDS
from notifications.told.mail import mail_words
from notifications.wording import Wording
from notifications.words import word
from web.kit.request import RequestContext


@dataclass(frozen=True)
class CasePage:
    """A case file and the words for it; templates ask it for sentences, never for rules."""

    ctx: RequestContext
    file: CaseFile
    words: Wording
    pinned: bool = False

    @property
    def case(self) -> Case:
        return self.file.case

    def step(self, step_id: str) -> Step:
        return self.file.law.procedure.step(step_id)

    def title(self, step: Step | str) -> str:
        found = self.step(step) if isinstance(step, str) else step
        return self.ctx.title_of(found)

    def asked(self, task: Task) -> str:
        if task.role == SUBJECT:
            return self.ctx.said(SUBJECT_WORDS)
        return self.words.agency(task.agency)

    def signer(self, task: Task) -> Signer | None:
        """Who signs for the body asked, or for what it became; None where nobody does."""
        agencies = self.ctx.app.catalogue.agencies
        return self.file.signers.get(agencies.current(task.agency, self.ctx.app.today()).code)

    def answers_on_paper(self, task: Task) -> bool:
        """Outside the province, or with nobody who signs here."""
        return self.file.law.agencies.get(task.agency).external or self.signer(task) is None

    def said(self, task: Task) -> str:
        """The answer in the words in which it was offered; that it counts no more, or that the
        question went elsewhere, is said too."""
        state = word("task_states", task.state, self.ctx.language)
        if task.forwarded_to:
            return f"{state} → {self.words.agency(task.forwarded_to)}"
        if not task.outcome:
            return state
        offered = self.offered(task.step, task.outcome)
        return offered if task.status == TaskStatus.DONE else f"{offered} – {state}"

    def to_copy(self, task: Task) -> str:
        """A message for the telephone about an open question: no more than a mail may say."""
        ctx, case = self.ctx, self.case
        subject = task.role == SUBJECT
        whom = self.file.subject.full_name if subject else self.words.agency(task.agency)
        due = f"{task.due.day:%d/%m/%Y}" if task.due else ""
        until = mail_words(ctx.language, "until", due=due) if due else ""
        about = named_outside(ctx.app, ctx.language, case.procedure, case.id)
        if not about:
            return mail_words(ctx.language, "to_copy_hidden", whom=whom, until=until)
        step = self.title(task.step)
        return mail_words(ctx.language, "to_copy", whom=whom, about=about, step=step, until=until)

    def offered(self, step: str, outcome: Outcome) -> str:
        """An answer as the step words it; no_reply is offered to nobody."""
        option = self.step(step).options.option(outcome)
        if option is None:
            return self.words.outcome(outcome)
        return option.en if self.ctx.language == "en" else option.vi

    def reason(self, answer: Task | SignedOff) -> str:
        """What was given as reason, where it says more than the answer itself."""
        if not answer.outcome:
            return answer.reason
        option = self.step(answer.step).options.option(answer.outcome)
        words = (option.vi, option.en) if option else (self.words.outcome(answer.outcome),)
        return "" if answer.reason in words else answer.reason

    def sums(self, task: Task) -> Sums:
        """The counts of a vote with shares and formula; empty where none was counted."""
        return sums_of(self.file, task, self.ctx.language)

    def name(self, person: str) -> str:
        return self.words.names.get(person, person)

    def cite(self, basis: Any) -> str:
        return self.file.instruments.cite(basis)

    @property
    def in_force(self) -> bool:
        """Is there a decision of this case that decides about the person now?"""
        return any(paper.decides and paper.in_force for paper in self.file.decisions)

    def handles(self) -> bool:
        """Does this person work for the body that runs the case?"""
        return self.ctx.viewer.works_for(self.case.handler)

    def outcome(self, outcome: Outcome | str) -> str:
        return self.words.outcome(outcome)


def open_case_page(ctx: RequestContext, case_id: str) -> CasePage:
    """Read as this person may see it, and the reading recorded: which state, by whom, when.

    Raises NotFound for a case that does not exist for this person.
    """
    return _open(ctx, case_id, ctx.sees)


def open_own_page(ctx: RequestContext, case_id: str) -> CasePage:
    """A case about the reader, for the few pages that show only what is theirs
    (domain/cases/subject_view.py).

    Raises NotFound for any other case.
    """
    return _open(ctx, case_id, ctx.owns)


def _open(ctx: RequestContext, case_id: str, check: Callable[[UnitOfWork, str], None]) -> CasePage:
    with reading(ctx.app) as uow:
        check(uow, case_id)
        file = gather(ctx.app, uow, case_id)
        pinned = uow.marks.is_pinned(ctx.person, case_id)
    leave(ctx.app, Reading(case_id, file.case.chain_head, ctx.person, "page", ctx.app.clock()))
    return CasePage(ctx, file, ctx.words(dict(file.names)), pinned)
