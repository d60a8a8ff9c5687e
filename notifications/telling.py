"""Which fact tells whom. Written with the fact, in the order of facts; words come when it is read.

Every kind of fact is here once: in `TOLD` with its rule, or in `UNTOLD` with the reason why it
concerns nobody by itself. `tests/notifications/test_telling.py` asks for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.effects.notices import Notice, NoticeKind
from domain.facts import (
    answers,
    checks,
    decisions,
    extending,
    hearing,
    holding,
    opening,
    papers,
    person_file,
    signatures,
    steps,
)
from domain.facts import votes as ballots
from domain.facts.fact import Fact
from domain.state.case import Case
from notifications import rules_of_ballots as of_ballots
from notifications import rules_of_course as course
from notifications import rules_of_holding as of_holding
from notifications import rules_of_papers as of_papers
from notifications.said import Rule, Said, Telling

ABOUT_BALLOTS = (ballots.BallotSealed, ballots.BallotVoided, ballots.BallotClosed)


def told(telling: Telling, version: int) -> Iterator[Notice]:
    """The notices of one act on a case, in the order of its facts."""
    for part, fact in enumerate(telling.act):
        rule = TOLD.get(type(fact))
        for said in rule(telling, fact) if rule else ():
            yield from _each(telling, said, fact, f"{telling.case.id}:{version}:{part}")


def story(case: Case, history: Iterable[Fact]) -> Iterator[tuple[Fact, Said]]:
    """What of the history of a case its readers are told in sentences, each fact once."""
    for fact in history:
        rule = TOLD.get(type(fact))
        for said in rule(Telling(case, (fact,)), fact) if rule else ():
            if said.kind in OF_THE_STORY:
                yield fact, said


def _each(telling: Telling, said: Said, fact: Fact, root: str) -> Iterator[Notice]:
    name = said.task.removeprefix(telling.case.id)
    for one in said.to:
        yield Notice(
            key=f"{root}:{said.kind}:{name}:{one.code}",
            kind=said.kind,
            at=fact.at,
            case_id=telling.case.id,
            task=said.task,
            agency=one.agency,
            person=one.person,
            by=fact.actor.person if fact.actor else "",
            facts=said.facts,
        )


TOLD: dict[type[Fact], Rule] = {
    opening.CaseOpened: course.opened,
    opening.CaseWithdrawn: course.withdrawn,
    opening.CaseMigrated: course.migrated,
    opening.CaseEnded: course.ended,
    steps.StepOpened: course.step_opened,
    steps.StepCompleted: course.completed,
    steps.Returned: course.returned,
    steps.TaskCancelled: course.cancelled,
    steps.DeadlineMoved: course.moved,
    answers.SignedOff: course.answered,
    answers.SilenceRecorded: course.silent,
    answers.TakenOut: course.taken_out,
    holding.TaskAssigned: of_holding.assigned,
    holding.TaskGivenBack: of_holding.given_back,
    holding.AnswerPrepared: of_holding.prepared,
    holding.TaskForwarded: of_holding.forwarded,
    extending.ExtensionAsked: of_holding.extension_asked,
    extending.ExtensionGranted: of_holding.extension_granted,
    extending.ExtensionRefused: of_holding.extension_refused,
    answers.Recalled: course.recalled,
    answers.AnswerVoided: course.voided,
    papers.PaperAttached: of_papers.attached,
    papers.PaperRemoved: of_papers.removed,
    papers.DraftUploaded: of_papers.replaced,
    hearing.InterestDeclared: of_papers.stepped_aside,
    hearing.CouncilFormed: of_papers.council,
    hearing.Served: of_papers.served,
    hearing.Heard: of_papers.heard,
    decisions.DecisionIssued: of_papers.issued,
    decisions.Renumbered: of_papers.renumbered,
    decisions.DecisionChanged: of_papers.changed,
    signatures.PaperSigned: of_papers.signed,
    signatures.SignedCopyKept: of_papers.copy_kept,
    ballots.TallyEntered: of_ballots.counted_once,
    ballots.BallotOpened: of_ballots.called,
    ballots.BallotSealed: of_ballots.sealed,
    ballots.BallotVoided: of_ballots.ballot_voided,
    ballots.BallotClosed: of_ballots.ballot_closed,
}
UNTOLD: dict[type[Fact], str] = {
    papers.PagesMade: "it belongs to a draft, whose body is told that it is asked",
    signatures.SigningPrepared: "whoever made it has it; the signature is told when it is there",
    papers.DraftMade: "software writes it for a step whose body is told that it is asked",
    papers.FieldsEntered: "typed on one's own task; a text that changes by it is told as such",
    checks.Checked: "stands on the page of the task for which it was run",
    checks.ClockWentBack: "the operator's: log, status page and the history of the case say it",
    person_file.RecordWritten: "what an issued decision says; the decision was told",
    person_file.RecordUndone: "what a later paper about a decision says; that paper was told",
    decisions.FinalMade: "the text of a decision whose number was told",
    ballots.TellerKeyed: "each teller takes a slip by themselves; the page of the ballot counts",
    ballots.ShareOpened: "nothing follows before the third; then the ballot is closed and told",
}
# What only asks somebody for something, or calls them, is no part of what happened.
CALLS = {
    NoticeKind.ASKED,
    NoticeKind.NOT_NEEDED,
    NoticeKind.COUNTED_ONCE,
    NoticeKind.CALLED,
    NoticeKind.TELLER,
    NoticeKind.SEALED,
}
OF_THE_STORY = frozenset(NoticeKind) - CALLS
