"""Whose signatures make a checkpoint believed (C2SP tlog-policy): keys and a quorum by groups.

log KEY
witness NAME KEY
group NAME K|any|all MEMBER …
quorum NAME|none
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from domain.audit.notes import LOG, WITNESS, NoteKey, read_key
from domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Group:
    """At least `least` of the members, each a witness or a group."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """`witnesses` by the name the policy gives them; `quorum` empty: nobody need cosign."""

    log: NoteKey
    witnesses: Mapping[str, NoteKey]
    groups: Mapping[str, Group]
    quorum: str

    def met(self, signed: Set[str]) -> bool:
        """Do these witnesses suffice?"""
        return not self.quorum or self._has(self.quorum, signed)

    def _has(self, name: str, signed: Set[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in signed
        return sum(self._has(member, signed) for member in group.members) >= group.least


def read_policy(text: str) -> Policy:
    """Raises BadInput with the line that cannot be read; no key counts under two names."""
    logs: list[NoteKey] = []
    witnesses: dict[str, NoteKey] = {}
    groups: dict[str, Group] = {}
    quorum: list[str] = []
    for line in filter(None, (raw.partition("#")[0].split() for raw in text.splitlines())):
        match line:
            case ["log", key]:
                logs.append(_key(key, LOG))
            case ["witness", name, key] if name not in witnesses:
                witnesses[name] = _key(key, WITNESS)
            case ["group", name, least, *members] if name not in {*groups, *witnesses}:
                groups[name] = _group(least, members, {*groups, *witnesses})
            case ["quorum", name] if name in {*groups, *witnesses, "none"}:
                quorum.append("" if name == "none" else name)
            case _:
                raise _bad(" ".join(line))
    if len(logs) != 1 or len(quorum) != 1 or len(set(witnesses.values())) != len(witnesses):
        raise _bad("log, quorum")
    return Policy(logs[0], witnesses, groups, quorum[0])


def _group(least: str, members: list[str], known: Set[str]) -> Group:
    """Members are named before, so that no group holds itself."""
    wanted = {"any": "1", "all": str(len(members))}.get(least, least)
    if not wanted.isdecimal() or not 1 <= int(wanted) <= len(members) or set(members) - known:
        raise _bad(" ".join(members))
    if len(set(members)) != len(members):
        raise _bad(" ".join(members))
    return Group(int(wanted), tuple(members))


def _key(text: str, kind: int) -> NoteKey:
    key = read_key(text)
    if key.kind != kind:
        raise _bad(text)
    return key


def _bad(said: str) -> BadInput:
    return BadInput(field="policy", rule=BadInput.Rule.NOT_A_POLICY, value=said[:80])
