"""What a case shows to the person it is about, with the files that go with it. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.cases.subject_view import SubjectView, subject_part, until_served
from domain.directory.decided import OnFile
from domain.errors import NotFound
from domain.facts.decisions import DecisionChanged
from domain.papers.person_file import file_as_told
from models.papers.papers import Paper
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OwnFile:
    """`papers` are files the person gave in; `final` the text of the decision that reached them,
    `later` those of later papers about it; `served` maps the hash of a served paper to its file;
    `decided` is what the decision wrote into their record, as it stood when it was last served."""

    own: SubjectView
    papers: tuple[Paper, ...]
    final: Paper | None
    later: tuple[tuple[DecisionChanged, Paper], ...] = ()
    served: Mapping[str, Paper] = field(default_factory=dict)
    decided: tuple[OnFile, ...] = ()

    def paper(self, paper_id: int) -> Paper:
        """Raises NotFound for every file that is not theirs to see."""
        theirs = (
            *self.papers,
            self.final,
            *(paper for _, paper in self.later),
            *self.served.values(),
        )
        for paper in theirs:
            if paper and paper.id == paper_id:
                return paper
        raise NotFound(kind="paper", id=paper_id)


def own_file(uow: UnitOfWork, case_id: str) -> OwnFile:
    """Raises NotFound. That the case is about the reader is asked before (models/visibility.py)."""
    history = uow.cases.facts(case_id)
    own = subject_part(uow.cases.get(case_id), history)
    given = {(fact.kind, fact.name, fact.content) for fact in own.given}
    kept = uow.papers.of_case(case_id)
    papers = (p for p in kept if p.role == "attached" and (p.kind, p.name, p.content) in given)
    decided = own.decision.paper if own.decision else ""
    finals = [p for p in kept if p.role == "final" and p.kind == decided]
    later = tuple(_later(own.changes, kept))
    reached = {fact.content for fact in own.served}
    served = {p.content: p for p in kept if p.role == "attached" and p.content in reached}
    told = file_as_told(case_id, until_served(history))
    return OwnFile(own, tuple(papers), finals[-1] if finals else None, later, served, told)


def _later(
    changes: Sequence[DecisionChanged], kept: Sequence[Paper]
) -> Iterator[tuple[DecisionChanged, Paper]]:
    """Each change with its text: papers of one kind come in the order of their facts."""
    texts = {
        kind: iter([p for p in kept if (p.role, p.kind) == ("final", kind)])
        for kind in {change.paper for change in changes}
    }
    for change in changes:
        yield change, next(texts[change.paper])
