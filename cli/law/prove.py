"""`thamdinh law prove` and `law publish`: every path of every procedure, shown and kept."""

from __future__ import annotations

from collections.abc import Iterable

import typer

import bootstrap
from cli.kit.output import AsJson, console, marked, print_json, table
from cli.kit.texts import heads, say, tables, title
from cli.law.law import full_id, print_problems, unguarded
from regulations.check import check
from regulations.proof.kept import prove_all
from regulations.proof.prove import Proof
from regulations.proof.stories import sentence, story
from regulations.publish import publish


def prove(procedure: str = "", json: AsJson = False) -> None:
    catalogue = unguarded()
    wanted = [full_id(procedure)] if procedure else list(catalogue.files)
    proofs = prove_all(catalogue, (catalogue.text(name) for name in wanted))
    if json:
        print_json(proofs)
    else:
        _print(proofs)
    if not all(proof.holds for proof in proofs):
        raise typer.Exit(4)


def publish_(reason: str = "", json: AsJson = False) -> None:
    catalogue = unguarded()
    if problems := check(catalogue, corrected=bool(reason)):
        print_problems(problems, json=json)
        raise typer.Exit(4)
    proofs = publish(catalogue, bootstrap.app().today(), reason=reason)
    if json:
        print_json(proofs)
    else:
        _print(proofs)


def _print(proofs: Iterable[Proof]) -> None:
    shown = tuple(proofs)
    rows = [(p.procedure, p.days, p.walks, p.places, p.moves, _result(p)) for p in shown]
    columns = heads("procedure", "day", "turn", "status", "answers_given", "result")
    table(say("ways_of_the_procedures"), columns, rows)
    for proof in shown:
        _print_failures(proof)
    places, moves = sum(p.places for p in shown), sum(p.moves for p in shown)
    console.print(say("procedures_states_answers", shown=len(shown), places=places, moves=moves))
    for name, meaning in tables()["proof_properties"].items():
        console.print(marked("[dim]{name}: {meaning}[/]", name=name, meaning=meaning))


def _result(proof: Proof) -> str:
    if not proof.holds:
        return say("places_fail", failures=len(proof.failures))
    exempted = ", ".join(dict.fromkeys(w.property for w in proof.exempted))
    return f"✓ P1–P12{say('exempt_with_an_article', exempted=exempted) if exempted else ''}"


def _print_failures(proof: Proof) -> None:
    catalogue = unguarded()
    text = catalogue.text(proof.procedure)
    for failure in proof.failures:
        head = marked("[bold]✗ {name} ({id})[/]", name=title(text), id=text.id)
        console.print(marked("{head} – {said}", head=head, said=sentence(text, failure)))
        for line in story(text, failure, catalogue.instruments):
            console.print(f"    {line}")
