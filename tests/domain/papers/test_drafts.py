"""Who puts an edited text in the place of a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.cases.attempt import Attempt
from domain.errors import ConflictOfInterest, NotYourTask, SelfApproval
from domain.papers.drafts import check_may_edit
from tests.domain.builders import NOON, officer, opened, two_opinions


def edit(actor, *, statement=False, **changed):
    law_ = two_opinions()
    attempt = Attempt(replace(opened(law_), **changed), law_, actor, NOON)
    check_may_edit(attempt, "BTG", statement=statement)


def test_an_officer_of_the_handling_body_and_of_the_issuer_edits():
    edit(officer())
    edit(officer("BTG", "other"))


def test_what_the_issuer_concludes_only_the_issuer_words():
    edit(officer("BTG", "other"), statement=True)
    with pytest.raises(NotYourTask):
        edit(officer(), statement=True)


def test_who_stepped_aside_edits_no_draft():
    """Found by search: everything else was closed to them."""
    with pytest.raises(ConflictOfInterest):
        edit(officer(), recused=("officer",))
    with pytest.raises(ConflictOfInterest):
        edit(replace(officer(), on_behalf_of="other"), recused=("other",))


def test_nor_does_the_person_concerned_through_a_delegation():
    with pytest.raises(SelfApproval):
        edit(replace(officer(), on_behalf_of="an"))
