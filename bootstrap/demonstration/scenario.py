"""Play a case: each agency asked answers through the same door as a person would use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from actions.app import App
from actions.cases.case_files import gather
from actions.cases.sign_off import sign_off
from actions.decisions.readiness import readiness_of
from actions.execute import Act, Receipt
from actions.hearing.hearing import SERVED_PAPER, serve_paper
from actions.papers.attach_paper import Upload, attach_paper
from actions.votes.votes import count_votes
from bootstrap.demonstration.council import hold_council
from bootstrap.demonstration.paper_values import fill_fields
from bootstrap.demonstration.scans import scan
from documents.intake.sent_file import SentFile
from domain.calendar.clock import local_day
from domain.cases.sign_off import SUBJECT, SignOff
from domain.decisions.readiness import Missing
from domain.directory.actors import Power
from domain.errors import NotFound
from domain.facts.answers import PaperReply
from domain.facts.hearing import Served
from domain.facts.votes import Tally
from domain.hearing.council import council_rule
from domain.hearing.hearing import Serving
from domain.law.options import Option, Outcome
from domain.law.procedure import Purpose, Step
from domain.papers.case_file import CaseFile
from domain.state.case import Case
from domain.state.task import Task
from domain.votes.ballots import Count
from domain.votes.rules import RULES, Shape, counted
from models.unit_of_work import reading

GOOD_TALLY = Tally(summoned=21, present=20, issued=20, returned=20, valid=20, in_favour=19)
SCAN = scan("Invented paper of the demonstration")
Choice = Callable[[Step, Task], Option]


def first_option(step: Step, _task: Task) -> Option:
    """The answer that carries a case on: every set of options lists it first."""
    return step.options.options[0]


@dataclass(frozen=True)
class Scenario:
    """One case being played. `officer` works for the agency that runs it.

    `choose` picks the answer to each task; `tell` hears of each act; `before_act` may wait, for
    instance until software has followed. `wait` lets days pass; without it a discipline council,
    whose summons needs days, is passed over as the law allows where a conclusion is at hand.
    `full`: the officer also enters what the papers are to say.
    """

    app: App
    case_id: str
    officer: str
    choose: Choice = first_option
    tell: Callable[[Task, Option, Receipt], None] = field(default=lambda *_: None)
    before_act: Callable[[], None] = field(default=lambda: None)
    wait: Callable[[int], None] | None = None
    full: bool = False

    def play(self, *, until: str = "", most: int = 100) -> Case:
        """Answer one open task after the other until the case is closed, or awaits step `until`."""
        for _ in range(most):
            self.before_act()
            file = self._file()
            if not file.case.open or file.case.step == until:
                return file.case
            self.answer(file, file.case.open_tasks[0])
        raise AssertionError(f"{self.case_id} still open after {most} acts")

    def gather_dossier(self) -> None:
        """The officer puts an invented file into the dossier for each paper still missing."""
        file = self._file()
        held = {paper.kind for paper in file.attached}
        for kind in (kind for kind in file.law.procedure.dossier if kind not in held):
            upload = Upload(kind=kind, file=SentFile(f"{kind}.pdf", SCAN + kind.encode()))
            attach_paper(
                self.app,
                Act(act_id=f"{self.case_id}:{kind}", case_id=self.case_id, person=self.officer),
                upload,
            )

    def answer(self, file: CaseFile, task: Task) -> Receipt:
        """Answer one task in the way its step asks for: here, on paper, by a vote, by issuing."""
        step = file.law.procedure.step(task.step)
        self._prepare(step, task)
        if self.full:
            fill_fields(self.app, self._file(), task, self._writers(file, task))
        option = self._option(step, task)
        if step.vote is not None:
            receipt = self._count(file, task, step, option)
        elif option.issues:
            self.gather_dossier()
            receipt = self._issue(self._file(), task, step)
        else:
            receipt = self._sign(file, task, option)
        self.tell(task, option, receipt)
        return receipt

    def _option(self, step: Step, task: Task) -> Option:
        option = self.choose(step, task)
        skip = step.options.option(Outcome.SKIP)
        hurried = self.wait is None and option.outcome == Outcome.SET_UP
        return skip if hurried and skip is not None else option

    def _prepare(self, step: Step, task: Task) -> None:
        """What must have happened before: what is served, the council called."""
        if step.purpose == Purpose.HEARING and not self._has(Served):
            self._serve(task, "accusation", SentFile("noi-dung-vi-pham.pdf", SCAN))
        if step.purpose == Purpose.SERVICE:
            self._serve(task, "decision")
        if task.step == "council_vote" and self.wait is not None:
            hold_council(self.app, self.case_id, self.officer, self.wait)

    def _serve(self, task: Task, what: str, file: SentFile | None = None) -> None:
        act = Act(act_id=f"served:{task.id}", case_id=self.case_id, person=self.officer)
        serving = Serving(what=what, on=local_day(self.app.clock()), proof=RECEIVED)
        upload = Upload(kind=SERVED_PAPER, file=file) if file else None
        serve_paper(self.app, act, serving, upload)

    def _has(self, kind: type) -> bool:
        with reading(self.app) as uow:
            facts = uow.cases.facts(self.case_id)
        return any(isinstance(fact, kind) for fact in facts)

    def _count(self, file: CaseFile, task: Task, step: Step, option: Option) -> Receipt:
        """Two people enter the paper count of a vote that goes as `option` says."""
        tally = tally_for(step, option, file)
        signer = self._signer(file, task)
        for person in (self.officer, signer):
            count = Count(
                act_id=f"{task.id}:{person}", case_id=self.case_id, task_id=task.id, tally=tally
            )
            receipt = count_votes(self.app, count, person=person)
        return receipt

    def _sign(self, file: CaseFile, task: Task, option: Option) -> Receipt:
        paper = self._reply(file, task)
        act = SignOff(
            act_id=f"{task.id}:{option.outcome}",
            case_id=self.case_id,
            task_id=task.id,
            outcome=option.outcome,
            reason=REASON if option.reason else "",
            paper=paper,
        )
        person = self.officer if paper else self._signer(file, task)
        return sign_off(self.app, act, person=person)

    def _issue(self, file: CaseFile, task: Task, step: Step) -> Receipt:
        outcome = self.choose(step, task).outcome
        current = file.case.draft(step.approves or "") or ""
        act = SignOff(
            act_id=f"{task.id}:{outcome}",
            case_id=self.case_id,
            task_id=task.id,
            outcome=outcome,
            read=current,
        )
        dated = local_day(self.app.clock())
        owed = readiness_of(self.app, self.case_id, step.id, dated)
        reason, document = said_of(owed, dated)
        signer = self._signer(file, task)
        return sign_off(
            self.app, act, person=signer, dated=dated, confirmed=reason, document=document
        )

    def _reply(self, file: CaseFile, task: Task) -> PaperReply | None:
        """Bodies outside the province answer on paper; an officer keeps the scan and records it."""
        agency = file.law.agencies.get(task.agency)
        if not agency.external:
            return None
        today = local_day(self.app.clock())
        paper = scan(task.id)
        upload = Upload(kind="paper_reply", file=SentFile(f"{agency.code}.pdf", paper))
        attached = attach_paper(
            self.app,
            Act(act_id=f"scan:{task.id}", case_id=self.case_id, person=self.officer),
            upload,
        )
        content = getattr(attached.facts[0], "content", "")
        dated = max(today - timedelta(days=1), local_day(task.opened_at))
        return PaperReply(number=f"12-CV/{agency.code}", dated=dated, received=today, scan=content)

    def _writers(self, file: CaseFile, task: Task) -> list[str]:
        """The officer, and who says what only the body asked may say of itself."""
        inside = task.role != SUBJECT and not file.law.agencies.get(task.agency).external
        return [self.officer, self._signer(file, task)] if inside else [self.officer]

    def _signer(self, file: CaseFile, task: Task) -> str:
        if task.role == SUBJECT:
            return file.case.subject
        today = local_day(self.app.clock())
        agency = self.app.catalogue.agencies.current(task.agency, today).code
        with reading(self.app) as uow:
            seats = uow.directory.seats(agency, today)
        for seat in seats:
            if Power.SIGN in seat.powers and seat.person != file.case.subject:
                return seat.person
        raise NotFound(kind="person", id=f"signer of {agency}")

    def _file(self) -> CaseFile:
        with reading(self.app) as uow:
            return gather(self.app, uow, self.case_id)


def said_of(owed: Sequence[Missing], dated: date) -> tuple[str, str]:
    """The reason of who signs for what does not block, and the paper it rests on."""
    if not owed:
        return "", ""
    return f"{ANSWERED} ({len(owed)} nội dung)", f"Biên bản họp ngày {dated:%d/%m/%Y}"


def tally_for(step: Step, option: Option, file: CaseFile) -> Tally:
    """Counts of a vote that everybody, or all but one, casts for the person or the form chosen."""
    rule, subject = RULES[step.vote or ""], file.case.subject
    plain = _council_tally(file) if rule.base_valid else GOOD_TALLY
    choice = subject if rule.shape == Shape.NAMES else str(option.outcome)
    return counted(rule, plain, {choice: plain.in_favour}, subject)


def _council_tally(file: CaseFile) -> Tally:
    """The whole discipline council, as large as the law of the case wants it, of one mind."""
    rule = council_rule(file.law.councils, file.case.law_day)
    size = rule.size if rule else 3
    return Tally(
        summoned=size, present=size, issued=size, returned=size, valid=size, in_favour=size
    )


ANSWERED = "Cuộc họp đã xem xét từng nội dung còn thiếu và thống nhất ban hành"
RECEIVED = "Có chữ ký nhận của người được xem xét"
REASON = "Đã xem xét hồ sơ và các tài liệu kèm theo."
