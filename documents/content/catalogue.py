"""The papers this product drafts: name, code, who issues, who receives.

The rows are in templates/papers/papers.yaml, beside the wording of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from domain.errors import NotFound
from templates import TEMPLATES, read_yaml

Form = Literal["decision", "named", "letter", "minutes", "slip", "sheet"]


@dataclass(frozen=True, slots=True)
class PaperType:
    """`type_name` is printed on the paper, `code` in its number (a công văn has none).

    Forms (ND30 Appx III): minutes carry a number and no day (1.9) and are signed side by side by
    `signed_by`, else by secretary and chair; a slip is a form without number, day or signature; a
    sheet goes along with another paper and has no number of its own.

    `issuer` is "asked" (the agency asked in the step that prepares it) or a role.
    `addressees` are the roles it is addressed to, "decider" (who is asked in the next step) or
    "opinion_round" (all whose opinion is asked); empty: addressed to nobody in particular.
    `stays`: a sheet of the dossier, sent to nobody. `about` completes "về việc …" with the post and
    press agency of the case. `tells` the person: the subject stands first in Nơi nhận. `changes`: a
    later paper about the decision (domain/decisions/changes.py), which no step prepares.
    """

    id: str
    title: str
    title_en: str
    type_name: str
    form: Form
    about: str
    code: str = ""
    issuer: str = "asked"
    addressees: tuple[str, ...] = ()
    stays: bool = False
    signed_by: tuple[str, ...] = ()
    tells: bool = False
    changes: bool = False


def _read() -> dict[str, PaperType]:
    rows = read_yaml(TEMPLATES / "papers" / "papers.yaml")
    return _ROWS.validate_python({name: row | {"id": name} for name, row in rows.items()})


_ROWS = TypeAdapter(dict[str, PaperType])
PAPERS: Mapping[str, PaperType] = _read()


def known_paper(paper: str) -> PaperType:
    """Raises NotFound for a paper no row names."""
    if paper not in PAPERS:
        raise NotFound(kind="paper", id=paper)
    return PAPERS[paper]
