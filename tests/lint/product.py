"""The product as syntax trees, and who refers to which definition. Nothing is imported or run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = (
    "domain",
    "regulations",
    "models",
    "actions",
    "documents",
    "notifications",
    "flows",
    "web",
    "cli",
    "bootstrap",
)
MIGRATIONS = "models.migrations"
INVENTED = "bootstrap.demonstration"  # the invented province: no product

Module = str  # dotted name
Trees = Mapping[Module, ast.Module]
Name = tuple[Module, str]  # a definition at the top of a module
Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@cache
def product() -> Trees:
    """Every module of the product, the invented province and the migrations left out."""
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    trees = {_dotted(path): ast.parse(path.read_text("utf-8")) for path in paths}
    return {m: tree for m, tree in trees.items() if not m.startswith((INVENTED, MIGRATIONS))}


def _dotted(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@dataclass(frozen=True)
class Scope:
    """What the names in one module mean."""

    module: Module
    own: frozenset[str]
    imported: Mapping[str, Name]  # local name → definition
    modules: Mapping[str, Module]  # local name → module

    def meant_in(self, node: ast.AST) -> Iterator[Name]:
        """Definitions of the product that are named anywhere inside `node`."""
        for part in ast.walk(node):
            if isinstance(part, ast.Name):
                yield from self._of_name(part.id)
            elif (place := self._module_of(part)) and isinstance(part, ast.Attribute):
                yield place, part.attr

    def _module_of(self, part: ast.AST) -> Module | None:
        before = part.value if isinstance(part, ast.Attribute) else None
        return self.modules.get(before.id) if isinstance(before, ast.Name) else None

    def _of_name(self, name: str) -> Iterator[Name]:
        if name in self.own:
            yield self.module, name
        elif name in self.imported:
            yield self.imported[name]


def scope_of(module: Module, tree: ast.Module, trees: Trees) -> Scope:
    own = frozenset(node.name for node in tree.body if isinstance(node, Definition))
    imported: dict[str, Name] = {}
    modules: dict[str, Module] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole, local = f"{node.module}.{alias.name}", alias.asname or alias.name
                if whole in trees:
                    modules[local] = whole
                else:
                    imported[local] = (node.module, alias.name)
    return Scope(module, own, imported, modules)


def reached(start: Iterable[Name], uses: Mapping[Name, set[Name]]) -> set[Name]:
    """Everything that can be come to from `start`, itself too."""
    seen: set[Name] = set()
    todo = list(start)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += uses.get(name, set())
    return seen
