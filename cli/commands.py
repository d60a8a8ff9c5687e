"""Every command by its name, and where it is: only what somebody asks for is loaded.

A group holds its own commands; those of `BESIDE` belong to a group and stand with their subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import takewhile
from typing import Any

import typer

GROUPS = {
    "account": "cli.accounts.account:account",
    "token": "cli.accounts.token:token",
    "law": "cli.law.law:law",
    "agency": "cli.directory:agency",
    "person": "cli.directory:person",
    "province": "cli.province:province",
    "case": "cli.cases.cases:case",
    "documents": "cli.papers.documents:documents",
    "template": "cli.papers.own_templates:template",
    "calendar": "cli.calendar:calendar",
    "vote": "cli.votes:vote",
    "hearing": "cli.hearing:hearing",
    "register": "cli.decisions.registers:register",
    "decision": "cli.decisions.decision:decision",
}
BESIDE = {
    ("account", "closing"): "cli.leaving:closing",
    ("account", "close"): "cli.leaving:close",
    ("law", "preview"): "cli.law.preview:preview_",
    ("law", "limitation"): "cli.law.limitation:limitation",
    ("law", "prove"): "cli.law.prove:prove",
    ("law", "publish"): "cli.law.prove:publish_",
    ("law", "rules"): "cli.eligibility.eligibility:rules",
    ("law", "conflicts"): "cli.eligibility.eligibility:conflicts",
    ("person", "leaving"): "cli.leaving:leaving",
    ("person", "leave"): "cli.leaving:leave",
    ("person", "received"): "cli.leaving:received",
    ("person", "eligibility"): "cli.eligibility.eligibility:of_person",
    ("province", "ending"): "cli.leaving:ending",
    ("case", "pack"): "cli.audit.verify:pack",
    ("case", "conformance"): "cli.cases.conformance:conformance",
    ("case", "eligibility"): "cli.eligibility.eligibility:of_case",
    ("documents", "draft"): "cli.papers.drafts:draft",
    ("documents", "preview"): "cli.papers.drafts:preview",
    ("documents", "pdf"): "cli.papers.drafts:pdf",
    ("documents", "upload"): "cli.papers.drafts:upload",
    ("documents", "template"): "cli.papers.drafts:template",
    ("documents", "lint"): "cli.papers.drafts:lint_",
    ("documents", "compare"): "cli.papers.drafts:compare_",
    ("documents", "versions"): "cli.papers.drafts:versions",
    ("documents", "fields"): "cli.papers.fields:fields",
    ("documents", "gallery"): "cli.papers.gallery:gallery",
    ("documents", "sign"): "cli.papers.signatures:sign",
    ("documents", "seal"): "cli.papers.signatures:seal",
    ("documents", "keep-signed"): "cli.papers.signatures:keep_signed",
    ("documents", "verify-signature"): "cli.papers.signatures:verify_signature",
    ("documents", "edxml"): "cli.papers.signatures:edxml",
    ("documents", "prepare-signing"): "cli.papers.elsewhere:prepare",
    ("documents", "take-signature"): "cli.papers.elsewhere:take",
    ("documents", "signer"): "cli.papers.elsewhere:program",
}
COMMANDS = {
    "demo": "cli.demo:demo",
    "serve": "cli.serve:serve",
    "backup": "cli.backup:backup",
    "restore": "cli.backup:restore",
    "setup": "cli.province:setup",
    "status": "cli.status:status",
    "watch": "cli.watch:watch",
    "verify": "cli.audit.verify:verify",
    "seal": "cli.audit.verify:seal",
    "checkpoint": "cli.audit.witnesses:checkpoint",
    "cosign": "cli.audit.witnesses:cosign",
    "witness": "cli.audit.witnesses:witness",
    "inbox": "cli.cases.inbox:inbox",
    "radar": "cli.eligibility.upcoming:radar_",
    "notices": "cli.cases.inbox:notices",
    "sign": "cli.cases.acts:sign",
    "record-reply": "cli.cases.acts:record_reply",
    "issue": "cli.cases.acts:issue",
    "return": "cli.cases.acts:return_",
    "recall": "cli.cases.acts:recall",
    "withdraw": "cli.cases.acts:withdraw",
    "silence": "cli.cases.acts:silence",
    "take-out": "cli.cases.acts:take_out",
    "attach": "cli.cases.acts:attach",
    "detach": "cli.cases.acts:detach",
    "assign": "cli.cases.holding:assign",
    "give-back": "cli.cases.holding:give_back",
    "prepare": "cli.cases.holding:prepare",
    "forward": "cli.cases.holding:forward",
    "ask-extension": "cli.cases.holding:ask_extension",
    "grant-extension": "cli.cases.holding:grant_extension",
    "refuse-extension": "cli.cases.holding:refuse_extension",
    "migrate": "cli.cases.migrate:migrate",
}


def assembled(typed: Sequence[str] | None = None) -> typer.Typer:
    """All commands; of those that the words typed do not name the name alone."""
    names = None if typed is None else tuple(takewhile(lambda word: word[:1] != "-", typed))
    root = typer.Typer(
        name="thamdinh",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    for name, place in GROUPS.items():
        root.add_typer(_group(name, place, names), name=name)
    for name, place in COMMANDS.items():
        root.command(name)(_found(place) if _meant((name,), names) else _not_asked)
    return root


def _group(name: str, place: str, names: tuple[str, ...] | None) -> typer.Typer:
    group = typer.Typer(no_args_is_help=True)
    if _meant((name,), names):
        group.registered_commands = [*_found(place).registered_commands]
        for path, where in BESIDE.items():
            if path[0] == name:
                group.command(path[1])(_found(where) if _meant(path, names) else _not_asked)
    return group


def _meant(path: tuple[str, ...], names: tuple[str, ...] | None) -> bool:
    return names is None or names[: len(path)] == path


def _found(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


def _not_asked() -> None:
    """Stands for a command in a list; the words typed name another."""
