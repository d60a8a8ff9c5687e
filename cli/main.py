"""`thamdinh`: all commands, and how a refusal leaves the program."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import typer
from typer.main import get_command

import bootstrap
from bootstrap.taking_in import settle
from cli import (
    backup,
    demo,
    directory,
    hearing,
    leaving,
    province,
    serve,
    status,
    votes,
    watch,
)
from cli.accounts import account, token
from cli.audit import verify, witnesses
from cli.calendar import calendar
from cli.cases import (
    acts,
    cases,
    conformance,
    holding,
    inbox,
    migrate,
)
from cli.decisions import decision, registers
from cli.eligibility import eligibility, upcoming
from cli.kit.output import errors, print_json
from cli.kit.session import ready
from cli.kit.texts import language, say, tell
from cli.law import law, limitation, preview, prove
from cli.papers import (
    documents,
    drafts,
    elsewhere,
    fields,
    gallery,
    own_templates,
    signatures,
)
from domain.errors import CaseworkError, NotFound, RegulationError, StaleCase

application = typer.Typer(
    name="thamdinh",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
application.add_typer(account.account, name="account")
application.add_typer(token.token, name="token")
application.add_typer(law.law, name="law")
application.add_typer(directory.agency, name="agency")
application.add_typer(directory.person, name="person")
application.add_typer(province.province, name="province")
leaving.register(directory.person, account.account, province.province)
law.law.command("preview")(preview.preview_)
law.law.command("limitation")(limitation.limitation)
law.law.command("prove")(prove.prove)
law.law.command("publish")(prove.publish_)
cases.case.command("pack")(verify.pack)
cases.case.command("conformance")(conformance.conformance)
application.add_typer(cases.case, name="case")
drafts.register(documents.documents)
fields.register(documents.documents)
documents.documents.command("gallery")(gallery.gallery)
signatures.register(documents.documents)
elsewhere.register(documents.documents)
eligibility.register(cases.case, directory.person, law.law)
application.add_typer(documents.documents, name="documents")
application.add_typer(own_templates.template, name="template")
application.add_typer(calendar, name="calendar")
application.add_typer(votes.vote, name="vote")
application.add_typer(hearing.hearing, name="hearing")
application.add_typer(registers.register, name="register")
application.add_typer(decision.decision, name="decision")
application.command("demo")(demo.demo)
application.command("serve")(serve.serve)
application.command("backup")(backup.backup)
application.command("restore")(backup.restore)
application.command("setup")(province.setup)
application.command("status")(status.status)
application.command("watch")(watch.watch)
application.command("verify")(verify.verify)
application.command("seal")(verify.seal)
application.command("checkpoint")(witnesses.checkpoint)
application.command("cosign")(witnesses.cosign)
application.command("witness")(witnesses.witness)
application.command("inbox")(inbox.inbox)
application.command("radar")(upcoming.radar_)
application.command("notices")(inbox.notices)
acts.register(application)
holding.register(application)
migrate.register(application)

EXIT_CODES: tuple[tuple[type[CaseworkError], int], ...] = (
    (NotFound, 3),
    (RegulationError, 4),
    (StaleCase, 6),
    (CaseworkError, 1),
)


@cache
def program(language: str) -> Any:
    """Every command, with its texts in that language."""
    return tell(get_command(application), language)


def run() -> None:
    """0 done · 1 refused · 2 wrong use · 3 not found · 4 law data · 5 audit · 6 busy.

    7: this machine cannot serve.
    """
    try:
        program(bootstrap.settings().language)()
    except CaseworkError as error:
        _say(error)
        sys.exit(next(code for kind, code in EXIT_CODES if isinstance(error, kind)))
    finally:
        if used := bootstrap.app_in_use():
            settle(used)


def _say(error: CaseworkError) -> None:
    sentence = ready().sentence(error, language())
    if "--json" in sys.argv:
        print_json({"error": error.code, "message": sentence, "facts": error.facts})
    else:
        errors.print(say("not_done", sentence=sentence))
