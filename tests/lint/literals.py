"""No id of a step, role or name of a procedure as a literal in Python: law files carry marks.

The fault: `"explanation"` stood in four files, `"provincial_opinions"` in four; a step renamed in a
law file would have missed its rule without a word. Roles the engine needs are the enum `Role`.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from tests.lint.product import Trees

ASKED_OF = {"step", "step_id", "role", "procedure"}  # attributes that hold such an id
ASKING = {"step", "answer", "rounds", "holding", "kind"}  # methods that take one first


def literals(trees: Trees, words: Collection[str], homonyms: Collection[str]) -> set[str]:
    """Places, as "module: word". A homonym is passed over where it means something else, never
    where an attribute or a method asks for an id."""
    found = set()
    for module, tree in trees.items():
        asked = {node.value for part in ast.walk(tree) for node in _asked(part)}
        free = {str(node.value) for node in _texts(tree)}
        found |= {f"{module}: {word}" for word in asked & set(words)}
        found |= {f"{module}: {word}" for word in free & (set(words) - set(homonyms))}
    return found


def _texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every text but the members of a StrEnum; a docstring is a sentence and no word."""
    passed = {id(node) for part in ast.walk(tree) for node in _enum_members(part)}
    yield from (node for node in _constants(tree) if id(node) not in passed)


def _enum_members(part: ast.AST) -> Iterator[ast.AST]:
    if isinstance(part, ast.ClassDef) and "StrEnum" in map(ast.unparse, part.bases):
        for statement in part.body:
            yield from ast.walk(statement)


def _asked(part: ast.AST) -> Iterator[ast.Constant]:
    """Texts compared with an attribute that holds an id, or given to a method that takes one."""
    if isinstance(part, ast.Compare):
        sides = [part.left, *part.comparators]
        if any(isinstance(side, ast.Attribute) and side.attr in ASKED_OF for side in sides):
            yield from (node for side in sides for node in _constants(side))
    elif isinstance(part, ast.Call) and part.args and _takes_an_id(part.func):
        yield from _constants(part.args[0])


def _takes_an_id(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and called.attr in ASKING


def _constants(node: ast.AST) -> Iterator[ast.Constant]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part
