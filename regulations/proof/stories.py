"""A failure of a proof in words: what fails, at which step, and the shortest way there."""

from __future__ import annotations

from collections.abc import Iterator

from domain.law.instruments import Instruments
from domain.law.options import Outcome
from domain.law.procedure import Procedure, Step
from notifications.words import word
from regulations.proof.failures import Failure


def sentence(text: Procedure, failure: Failure, language: str = "vi") -> str:
    """ "P4: bước “…” chưa được hỏi khi ký quyết định"."""
    known = {step.id: _title(step, language) for step in text.steps}
    at = known.get(failure.at, failure.at)
    said = word("proof_faults", failure.why, language).format(at=at, **failure.facts)
    return f"{failure.property}: {said}"


def story(
    text: Procedure, failure: Failure, instruments: Instruments, language: str = "vi"
) -> Iterator[str]:
    """The way, one answer a line, with the articles of each step."""
    for number, move in enumerate(failure.story, start=1):
        step = text.step(move.step)
        cited = ", ".join(dict.fromkeys(instruments.cite(basis) for basis in step.basis))
        answer = _answer(step, move.outcome, language)
        yield f"{number}. {_title(step, language)}: {answer} ({cited})"


def _title(step: Step, language: str) -> str:
    return step.title_en if language == "en" else step.title


def _answer(step: Step, outcome: Outcome, language: str) -> str:
    option = step.options.option(outcome)
    if option is None:
        return word("outcomes", outcome, language)
    return option.en if language == "en" else option.vi
