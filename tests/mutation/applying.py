"""A mutant put in place in the running process: the code of the live function is exchanged."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from types import CodeType, FunctionType

from tests.mutation.mutants import Mutant


class NotApplied(Exception):
    """The function cannot be reached in the module as it runs."""


def apply(mutant: Mutant) -> None:
    """From now on the function does what the mutant does, whoever imported it. Raises
    NotApplied."""
    live = function_of(mutant.module, mutant.function)
    module = importlib.import_module(mutant.module)
    compiled = compile(mutant.tree(), inspect.getsourcefile(module) or "?", "exec")
    wanted = live.__code__.co_qualname
    found = [code for code in _codes(compiled) if code.co_qualname == wanted]
    same = [code for code in found if code.co_firstlineno == live.__code__.co_firstlineno]
    if not same:
        raise NotApplied(f"{mutant.module}.{mutant.function}")
    live.__code__ = same[0]


def function_of(module: str, name: str) -> FunctionType:
    """The function under properties, caches and other wrapping. Raises NotApplied."""
    found: object = importlib.import_module(module)
    for part in name.split("."):
        found = inspect.getattr_static(found, part, None)
        found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    found = inspect.unwrap(found) if callable(found) else found
    if not isinstance(found, FunctionType):
        raise NotApplied(f"{module}.{name}")
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)
