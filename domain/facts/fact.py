"""A fact: what happened to a case, and how the case stands after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from domain.directory.actors import Actor
from domain.state.case import Case
from domain.state.task import Task

FACTS: dict[str, type[Fact]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Never changed or deleted; its name is a participle. `at` is when it happened.

    Subclasses register themselves in `FACTS` by name: the name is stored, so it stays for ever,
    and so do the names of the fields. A field added later has a default, for the rows of before.
    """

    at: datetime

    def __init_subclass__(cls) -> None:
        """Raises TypeError for a second fact of one name. (`slots` makes each class twice.)"""
        known = FACTS.setdefault(cls.__name__, cls)
        if known.__module__ != cls.__module__:
            raise TypeError(f"{cls.__name__} is a fact of {known.__module__} already")
        FACTS[cls.__name__] = cls

    @property
    def actor(self) -> Actor | None:
        """Who did it; None for what software did."""
        return getattr(self, "by", None)

    def apply(self, case: Case) -> Case:
        """The case after this. A fact that only tells what happened leaves it as it is."""
        return case

    def opened(self) -> tuple[Task, ...]:
        """The tasks this fact adds to the case."""
        return ()

    def moved(self) -> str | None:
        """The id of the task whose answer or status this fact changes."""
        return None


def evolve(case: Case, facts: Iterable[Fact]) -> Case:
    """Apply facts to a case. Never refuses: refusing is the `check_…` functions' work."""
    return reduce(lambda now, fact: fact.apply(now), facts, case)
