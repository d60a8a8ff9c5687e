"""A number says of what it is: a public function of the domain or of an action in its name, its
parameters or its docstring, a constant in its name or the comment beside it. A number of the law
names the article it is from.

The fault: `limit=20` was taken for days by one caller and for working days by another, and a vote
was passed by "two thirds" of which nobody could say by which text.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from tests.lint.product import Function, Trees
from tests.lint.raised import public

ROOMS = ("domain.", "actions.")
LAW = ("domain.eligibility.rules", "domain.votes.arithmetic", "domain.hearing", "domain.calendar")
NUMBERS = {"int", "float", "int | None", "float | None"}
UNITS = re.compile(
    r"\b(?:days?|months?|years?|hours?|seconds?|octets?|bytes|characters|letters|rows?|lines?|pages?"
    r"|steps?|tries|times|n-th|people|members|ballots?|votes?|summoned|half|thirds|cases|mails"
    r"|notices|deliveries|faults|numbers?|versions?|place|hashes|leaves|paper id|terms|tellers"
    r"|choices|how (?:many|much)|count\w*|spans|digits|of \d)\b",
    re.IGNORECASE,
)
SOURCE = re.compile(r"\bArt(?:icles?)?\b|\bDecree\b|\bLaw\b|\bCode\b|Q[ĐD]\b|ND\d|\b[A-Z]{1,2}-\d")
OWN = {0, 1, 12, 100, 10_000}  # months of a year, per cent: of no law


def unitless(trees: Trees, sources: Mapping[str, str]) -> set[str]:
    """Functions and constants, dotted, whose numbers are of nothing. `sources`: module → text."""
    found = set()
    for module, tree in trees.items():
        if module.startswith(ROOMS):
            functions = (name for name, node in public(tree) if not _says_of_what(node))
            constants = _constants(tree, sources[module].splitlines())
            found |= {f"{module}.{name}" for name in (*functions, *constants)}
    return found


def unsourced(trees: Trees) -> set[str]:
    """Public rules that count with a number of the law and name no text."""
    return {
        f"{module}.{name}"
        for module, tree in trees.items()
        if module.startswith(LAW)
        for name, node in public(tree)
        if _numbers(node) - OWN and not SOURCE.search(ast.get_docstring(node) or "")
    }


def _says_of_what(node: Function) -> bool:
    named = [one.arg for one in (*node.args.args, *node.args.kwonlyargs) if _number(one.annotation)]
    if not named and not _number(node.returns):
        return True
    said = " ".join((node.name, *named, ast.get_docstring(node) or ""))
    return bool(UNITS.search(said.replace("_", " ")))


def _number(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation) in NUMBERS


def _constants(tree: ast.Module, lines: list[str]) -> Iterator[str]:
    for node in tree.body:
        plain = isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        if plain and type(node.value.value) in (int, float):  # type: ignore[attr-defined]
            said = lines[node.lineno - 1]
            comment = said.partition("#")[2]
            if not comment and not UNITS.search(said.replace("_", " ")):
                yield ast.unparse(node.targets[0])  # type: ignore[attr-defined]


def _numbers(node: Function) -> set[int | float]:
    found = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return {value for value in found if type(value) in (int, float)}
