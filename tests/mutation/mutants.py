"""What is changed: every function of a module, in each way a slip could, one place at a time.

Texts of refusals are left alone (their codes are not); annotations and docstrings are no code.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.facts.fact import FACTS

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CODES = ("rule", "gate", "why")  # of a refusal; the rest of it is words
EMPTY = "(lambda v: type(v)() if isinstance(v, (str, tuple, int)) and v else None)(x)"
Function = ast.FunctionDef | ast.AsyncFunctionDef
Change = Callable[[ast.AST], None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one function. `key` names it in the results as long as the function is the
    same; `said` is what a person reads."""

    path: Path
    module: str
    function: str
    said: str
    key: str
    place: int
    change: Change

    def tree(self) -> ast.Module:
        """The whole module with this one node changed."""
        tree = ast.parse(self.path.read_text("utf-8"))
        self.change(next(node for n, node in enumerate(ast.walk(tree)) if n == self.place))
        return ast.fix_missing_locations(tree)


def mutants(path: Path, module: str) -> Iterator[Mutant]:
    """Every mutant of a file, in the order of its text."""
    tree = ast.parse(path.read_text("utf-8"))
    places = {node: place for place, node in enumerate(ast.walk(tree))}
    for function, name in _functions(tree, ""):
        source = ast.unparse(function)
        times: Counter[str] = Counter()
        for number, (node, plain, change) in enumerate(_changes(function)):
            times[plain] += 1
            said = f"{plain} #{times[plain]}" if times[plain] > 1 else plain
            key = hashlib.sha256(f"{module} {name} {source} {number} {said}".encode()).hexdigest()
            line = getattr(node, "lineno", function.lineno)
            told = f"{module}:{line} {name}: {said}"
            yield Mutant(path, module, name, told, key[:24], places[node], change)


def _functions(node: ast.AST, within: str) -> Iterator[tuple[Function, str]]:
    """Functions and methods; what is defined inside a function is a part of it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield child, f"{within}{child.name}"
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{within}{child.name}.")


def _changes(function: Function) -> Iterator[tuple[ast.AST, str, Change]]:
    for node in _code(function):
        for offer in (_operators, _values, _statements, _fields):
            yield from offer(node)


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """Everything that runs: no annotations, no docstrings, no words of refusals."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "defaults", "kw_defaults"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _words(node, child):
                yield child
                yield from _code(child)


def _words(node: ast.AST, child: ast.AST) -> bool:
    docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
    refusing = isinstance(node, ast.Call) and getattr(node, "refusal", False)
    if isinstance(node, ast.Raise) and isinstance(child, ast.Call):
        child.refusal = True  # type: ignore[attr-defined]
    return docstring or (refusing and isinstance(child, ast.keyword) and child.arg not in CODES)


def _operators(node: ast.AST) -> Iterator[tuple[ast.AST, str, Change]]:
    found: ast.AST | None = getattr(node, "op", None)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        found = node.ops[0]
    other = SWAPPED.get(type(found)) if found else None
    if other is None:
        return

    def change(one: ast.AST) -> None:
        if isinstance(one, ast.Compare):
            one.ops = [other()]  # type: ignore[list-item]
        else:
            one.op = other()  # type: ignore[attr-defined]

    yield node, f"{type(found).__name__} -> {other.__name__} in `{ast.unparse(node)}`", change


def _values(node: ast.AST) -> Iterator[tuple[ast.AST, str, Change]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str):
        value = node.value
        other = (
            (not value)
            if isinstance(value, bool)
            else (value + 1 if isinstance(value, int) else f"{value}~")
        )
        yield node, f"{value!r} -> {other!r}", lambda one: setattr(one, "value", other)
    for name in ("test", "operand"):
        if isinstance(getattr(node, name, None), ast.expr) and not isinstance(node, ast.Assert):
            if name == "operand" and not isinstance(getattr(node, "op", None), ast.Not):
                continue
            yield node, f"not: `{ast.unparse(getattr(node, name))}`", _negated(name)
    if isinstance(node, ast.comprehension) and node.ifs:
        said = " and ".join(map(ast.unparse, node.ifs))
        yield node, f"no filter: `{said}`", lambda one: setattr(one, "ifs", [])


def _negated(name: str) -> Change:
    def change(one: ast.AST) -> None:
        setattr(one, name, ast.UnaryOp(ast.Not(), getattr(one, name)))

    return change


def _statements(node: ast.AST) -> Iterator[tuple[ast.AST, str, Change]]:
    """A call left out, nothing raised, nothing returned."""
    if isinstance(node, ast.Expr | ast.Raise | ast.AugAssign):
        said = f"left out: `{ast.unparse(node)}`"

        def drop(one: ast.AST) -> None:
            one.__class__ = ast.Pass

        yield node, said, drop
    given = node.value if isinstance(node, ast.Return) else None
    if given is not None and ast.unparse(given) != "None":
        said = f"None returned: `{ast.unparse(given)}`"
        yield node, said, lambda one: setattr(one, "value", ast.Constant(None))


def _fields(node: ast.AST) -> Iterator[tuple[ast.AST, str, Change]]:
    """Each field of each fact is emptied."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return
    if node.func.id in FACTS:
        for n, keyword in enumerate(node.keywords):
            if keyword.arg:
                yield node, f"{node.func.id}.{keyword.arg} emptied", _emptied(n)


def _emptied(n: int) -> Change:
    def change(one: ast.AST) -> None:
        call = ast.parse(EMPTY, mode="eval").body
        assert isinstance(one, ast.Call)
        assert isinstance(call, ast.Call)
        call.args = [one.keywords[n].value]
        one.keywords[n].value = call

    return change
