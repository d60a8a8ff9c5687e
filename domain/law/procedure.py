"""What a procedure is: steps, who is asked, in which order, by when, on which legal basis.

Pure definitions. They know nothing of a running case and hold no expressions: a condition is the
*name* of a Python predicate (`conditions.py`), so the law files never become a language.
Every step waits for people; what software does by itself hangs on a step as `checks` and
`prepares` and is carried out by the flows without delaying anybody (docs/adr/0003).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from domain.errors import NoVersionInForce
from domain.law.basis import Basis
from domain.law.in_force import Dated, Frozen, version_on
from domain.law.options import OptionSet, Outcome
from domain.law.proofs import Exemption

END = "end"
STOP = "stop"
ENDS = frozenset({END, STOP})


class Within(Frozen):
    """A second clock over the same step, started by the last answer of another one.

    An answer of `unless` starts nothing: no Party discipline, no time after it.
    """

    calendar_days: int = Field(gt=0)
    starts_after: str
    unless: tuple[Outcome, ...] = ()
    basis: Basis


class Deadline(Dated):
    """How long a step may take. Silence of the law is written down (`not_found`), never guessed.

    Exactly one of `working_days`, `calendar_days`, `not_found`. With `not_found`, a province may
    set `internal_target` working days: shown as its own target, never as law. Where two texts in
    force differ, the earlier of two days binds the agency (`at_most_calendar_days`, U-6).
    """

    working_days: int | None = Field(default=None, gt=0)
    calendar_days: int | None = Field(default=None, gt=0)
    not_found: str | None = None
    internal_target: int | None = Field(default=None, gt=0)
    starts: Literal["step_opened", "case_opened"] = "step_opened"
    starts_after: str | None = None  # step whose last answer starts the time instead
    at_most_calendar_days: int | None = Field(default=None, gt=0)  # another text says it shorter
    within: Within | None = None  # where both clocks run, the earlier end binds
    basis: Basis | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Deadline:
        said = [self.working_days, self.calendar_days, self.not_found]
        if sum(value is not None for value in said) != 1:
            raise ValueError("a deadline is working_days, calendar_days or not_found")
        if self.not_found is None and (self.basis is None or self.internal_target is not None):
            raise ValueError("a legal deadline names its basis and has no internal_target")
        return self


class Silence(Frozen):
    """After how many working days without reply an officer may record, with proof, `no_reply`."""

    working_days: int = Field(gt=0)
    basis: Basis


class Join(Frozen):
    """When a step asked of several agencies is answered.

    `all`: everyone has answered. `any`: the first answer ends it. `at_least`: `count` favourable
    answers end it; if everyone answered without reaching it, `otherwise` says where to go.
    An answer listed in `at_once` ends the step without waiting for the others (veto, supplement).
    """

    rule: Literal["all", "any", "at_least"] = "all"
    count: int | None = Field(default=None, gt=0)
    otherwise: str | None = None
    at_once: tuple[Outcome, ...] = ()

    @model_validator(mode="after")
    def _counts_where_it_must(self) -> Join:
        counted = self.count is not None and self.otherwise is not None
        if (self.rule == "at_least") != counted:
            raise ValueError("at_least needs count and otherwise; the others take neither")
        return self


class GateRule(Frozen):
    """A named condition of issuing with the articles it rests on; they decide how hard it bites."""

    name: str
    basis: tuple[Basis, ...] = Field(min_length=1)

    @property
    def may_block(self) -> bool:
        return any(basis.confidence.may_block for basis in self.basis)

    def on(self, day: date) -> GateRule:
        """The condition with the basis in force on `day`. Raises NoVersionInForce."""
        basis = tuple(b for b in self.basis if b.covers(day))
        if not basis:
            raise NoVersionInForce(what=f"basis of gate {self.name}", on=day)
        return self.model_copy(update={"basis": basis})


class Kind(StrEnum):
    SUBMISSION = "submission"  # someone puts a paper forward
    REVIEW = "review"  # an officer weighs what the software found
    CONSULTATION = "consultation"  # agencies give written opinions side by side
    DECISION = "decision"  # one body chooses
    BALLOT = "ballot"  # a meeting votes; the count decides the answer
    CONSENT = "consent"  # written agreement without which no decision may be signed
    ISSUE = "issue"  # the decision is signed, numbered, dated
    NOTICE = "notice"  # those who must be told are told


class Purpose(StrEnum):
    """What a step is for, where a rule or a paper asks for it. The law file marks the step, so a
    step may be renamed without missing its rule (`regulations.check` wants each mark needed)."""

    SOURCE = "source"  # leave to fill the post is asked: from inside the agency or from outside
    HEARING = "hearing"  # the person concerned explains
    CHARGE = "charge"  # what the person is accused of
    FORM = "form"  # the form of discipline is chosen
    GROUNDS = "grounds"  # why it is proposed
    FOUND = "found"  # what an officer found
    TEAM_FOUND = "team_found"  # what a supervision team found
    OPINION_ROUND = "opinion_round"  # the bodies of the province give their opinion
    SUMMING_UP = "summing_up"  # the opinions are summed up and the matter proposed to who decides
    ASKING_CONSENT = "asking_consent"  # the centre is asked to agree
    WAIVER = "waiver"  # a rule that allows it is waived for this person, or not
    RULING = "ruling"  # a complaint is found right or wrong
    SERVICE = "service"  # the issued decision is handed to the person it is about


class Step(Frozen):
    """One row of the law's table: who is asked what, on which basis, and where answers lead."""

    id: str
    kind: Kind
    title: str
    title_en: str
    purpose: Purpose | None = None  # a mark for the engine, no part of the text (ADR 13)
    row: str  # row of the step table in law-press.md section 10, e.g. "A101-V1/6"
    asks: tuple[str, ...] = Field(min_length=1)
    options: OptionSet
    basis: tuple[Basis, ...] = Field(min_length=1)
    deadline: tuple[Deadline, ...] = Field(min_length=1)
    join: Join = Join()
    silence: Silence | None = None
    when: str | None = None  # name of a predicate; false: the step is passed over
    inputs: tuple[str, ...] = ()
    output: str = ""
    checks: tuple[str, ...] = ()  # named checks the flow runs when the step opens
    prepares: tuple[str, ...] = ()  # papers the flow drafts when the step opens
    offers: tuple[str, ...] = ()  # papers drafted when somebody asks, from what is known then
    approves: str | None = None  # paper whose exact text the answer must name
    vote: str | None = None  # ballots: named rule in votes/rules.py
    decides: tuple[str, ...] = ()  # ballots: roles that decide; others propose; a mark too
    gates: tuple[GateRule, ...] = ()  # issue: conditions that must hold first
    routes: dict[Outcome, str] = Field(default_factory=dict)  # order is precedence
    then: str

    @field_validator("deadline", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return [value] if isinstance(value, dict) else value

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Step:
        if (self.kind == Kind.BALLOT) != (self.vote is not None):
            raise ValueError(f"{self.id}: a ballot names its vote rule, and only a ballot does")
        offered = {option.outcome for option in self.options.options}
        if strange := (set(self.routes) | set(self.join.at_once)) - offered:
            raise ValueError(f"{self.id}: {self.options.id} does not offer {sorted(strange)}")
        return self

    @property
    def targets(self) -> set[str]:
        extra = {self.join.otherwise} if self.join.otherwise else set()
        return {self.then, *self.routes.values(), *extra}

    @property
    def due(self) -> Deadline:
        """The one deadline of a step already resolved for a day (`Procedure.on`)."""
        return self.deadline[0]

    def on(self, day: date) -> Step:
        """The step as it reads on `day`. Raises NoVersionInForce."""
        basis = tuple(b for b in self.basis if b.covers(day))
        if not basis:
            raise NoVersionInForce(what=f"basis of {self.row}", on=day)
        deadline = version_on(self.deadline, day, what=f"deadline of {self.row}")
        gates = tuple(gate.on(day) for gate in self.gates)
        return self.model_copy(update={"basis": basis, "deadline": (deadline,), "gates": gates})


class ProcedureKind(Frozen):
    """What the name of a procedure stands for, in every regime (regulations/data/procedures.yaml).

    `title` names it in lists, `prefix` begins the numbers of its cases, `verb` says in papers what
    is done, `flow` is its name in Prefect. The person concerned is a `candidate`; the post is an
    `acting` head's; the case is `about_another`: a `complaint` about its decision, a `supervision`
    of its path. A decision that `puts_in` a post needs a body that lives on; one about a person
    `in_post` needs them to hold it. Both: they stay. While a case that
    `examines` the person for discipline is open, every other case about them knows it.
    """

    name: str
    title: str
    title_en: str
    prefix: str
    verb: str
    flow: str
    candidate: bool = False
    acting: bool = False
    about_another: bool = False
    complaint: bool = False
    supervision: bool = False
    puts_in: bool = False
    in_post: bool = False
    examines: bool = False

    @property
    def fills_post(self) -> bool:
        """Somebody new comes into the post."""
        return self.puts_in and not self.in_post


def name_in(procedure_id: str) -> str:
    """ "101/appoint.party" → "appoint"."""
    return procedure_id.rpartition("/")[2].partition(".")[0]


Regime = Literal["QD75", "QD101"]
Variant = Literal["party", "association", "any", "outside"]


class Procedure(Dated):
    """One procedure of one regime for one kind of press agency, or for any of the province's.

    `id` reads "101/appoint.party", or "101/complain" where the kind makes no difference.
    `status` reconstruction: rebuilt, shown with a banner.
    """

    id: str
    name: str  # a row of regulations/data/procedures.yaml
    regime: Regime
    variant: Variant
    title: str
    title_en: str
    status: Literal["read", "reconstruction"]
    basis: tuple[Basis, ...] = Field(min_length=1)
    dossier: tuple[str, ...] = ()  # papers to gather (dossier.yaml ids)
    exemptions: tuple[Exemption, ...] = ()  # for the proof of its paths; no part of the text
    start: str
    steps: tuple[Step, ...] = Field(min_length=1)
    past: tuple[Step, ...] = ()  # of the text of before, where a case went on by this one

    @model_validator(mode="after")
    def _every_arrow_lands(self) -> Procedure:
        ids = [step.id for step in self.steps]
        if len(ids) != len(set(ids)):
            raise ValueError(f"{self.id}: duplicate step id")
        targets = {self.start}.union(*(step.targets for step in self.steps))
        clocks = [d for s in self.steps for d in s.deadline]
        targets |= {d.starts_after for d in clocks if d.starts_after}
        targets |= {d.within.starts_after for d in clocks if d.within}
        if lost := targets - {*ids, *ENDS}:
            raise ValueError(f"{self.id}: no step called {', '.join(sorted(lost))}")
        return self

    def step(self, step_id: str) -> Step:
        """Also one that was asked before the case went on by this text."""
        return next(step for step in (*self.steps, *self.past) if step.id == step_id)

    def step_for(self, purpose: Purpose) -> Step | None:
        """The step marked with `purpose`; None where this procedure has none."""
        return next((step for step in self.steps if step.purpose == purpose), None)

    def on(self, day: date) -> Procedure:
        """The procedure as it reads on `day`: only the bases and deadlines then in force.

        Raises NoVersionInForce when the procedure, a basis or a deadline has none on that day.
        """
        if not self.covers(day):
            raise NoVersionInForce(what=self.id, on=day)
        basis = tuple(b for b in self.basis if b.covers(day))
        steps = tuple(step.on(day) for step in self.steps)
        return self.model_copy(update={"basis": basis, "steps": steps})
