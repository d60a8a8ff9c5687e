"""The mutants themselves: that there are enough of them, and that they are put in place."""

from __future__ import annotations

import pytest

from domain.votes.arithmetic import has_quorum
from tests.mutation.__main__ import ROOT, Results, equivalent, found_in, named
from tests.mutation.applying import NotApplied, apply, function_of
from tests.mutation.mutants import mutants

CORRECTIONS = ROOT / "domain/cases/corrections.py"
ARITHMETIC = ROOT / "domain/votes/arithmetic.py"


def of(path, function=""):
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return [m for m in mutants(path, module) if m.function.startswith(function)]


def test_every_field_of_a_fact_is_emptied():
    """Who withdrew, and why one was sent back."""
    said = {m.said.split(": ", 1)[1] for m in of(CORRECTIONS)}
    assert {"CaseWithdrawn.by emptied", "CaseWithdrawn.reason emptied"} <= said
    assert {"Returned.by emptied", "Returned.reason emptied"} <= said


def test_words_of_refusals_are_left_alone_and_their_codes_are_not():
    said = " ".join(m.said for m in of(ARITHMETIC, "check_counts"))
    assert "left out: `raise BadTally" in said
    assert "'votes' ->" not in said


def test_a_mutant_is_put_in_place_of_the_live_function():
    kept = has_quorum.__code__
    (mutant,) = (m for m in of(ARITHMETIC, "has_quorum") if "Gt -> GtE" in m.said)
    try:
        apply(mutant)
        assert has_quorum(0, 0)
    finally:
        has_quorum.__code__ = kept
    assert not has_quorum(0, 0)


def test_a_function_that_is_not_there_is_said_to_be_so():
    with pytest.raises(NotApplied):
        function_of("domain.votes.arithmetic", "nobody")


def test_verdicts_are_kept_as_long_as_the_function_is_the_same(tmp_path):
    first, second = of(ARITHMETIC, "has_quorum")[:2]
    Results(tmp_path / "kept").add(first, "survived")
    Results(tmp_path / "kept").add(first, "killed")
    kept = Results(tmp_path / "kept").kept
    assert kept == {first.key: "killed"}
    assert second.key not in kept


def test_every_listed_equivalent_is_a_mutant_of_today_and_says_why():
    rooms = {name.split(" ", 1)[0].replace(".", "/") + ".py" for name in equivalent()}
    today = {named(mutant) for _, mutant in found_in(sorted(rooms))}
    assert set(equivalent()) - today == set()
    assert all(equivalent().values())
