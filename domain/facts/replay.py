"""A case as its facts alone tell it, for comparing with what is stored of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.facts.fact import Fact, evolve
from domain.facts.opening import CaseOpened
from domain.state.case import Case, PostKind


def replayed(case_id: str, facts: Sequence[Fact], *, version: int, chain_head: str) -> Case:
    """The case after all its facts; `version` and `chain_head` are those of the last link.

    Raises ValueError where the first fact does not open a case.
    """
    opened = facts[0]
    if not isinstance(opened, CaseOpened):
        raise ValueError(f"{case_id} begins with {type(opened).__name__}")
    empty = Case(
        id=case_id,
        procedure=opened.procedure,
        law_digest=opened.law_digest,
        law_day=opened.law_day,
        subject=opened.subject,
        press_agency=opened.press_agency,
        post=PostKind(opened.post),
        handler=opened.handler or opened.by.agency,
        started_by=opened.by.person,
        opened_at=opened.at,
        about=opened.about,
        law_book=opened.law_book,
    )
    return replace(evolve(empty, facts), version=version, chain_head=chain_head)
