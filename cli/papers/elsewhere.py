"""`thamdinh documents …` for a signature at another machine: make ready, take back, the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.cases.acts import hash_of
from cli.kit.files import sent
from cli.kit.output import AsJson, cell, console, print_json
from cli.kit.session import As, act, ready
from cli.kit.texts import say, word
from cli.papers.drafts import PaperId, bytes_of
from domain.facts.signatures import PaperSigned, SignatureOf, SigningPrepared

if TYPE_CHECKING:
    from actions.execute import Receipt

# The actions are imported where they are used: pyHanko takes a second to load.
Whose = Annotated[SignatureOf, typer.Option("--of")]
Folder = Annotated[Path, typer.Option("--to")]


def prepare(
    case: str,
    paper: PaperId,
    person: As,
    of: Whose,
    to: Folder = Path(),
    image: Annotated[Path | None, typer.Option()] = None,
    json: AsJson = False,
) -> None:
    from actions.signing.prepare_signing import SigningWish, handed_out, prepare_signing

    name, content = (image.name, bytes_of(image)) if image else ("", b"")
    wish = SigningWish(paper=paper, of=of, image_name=name, image=content)
    moment = ready().clock().isoformat()  # each time anew: what is made ready expires
    receipt = prepare_signing(ready(), act("prepare", case, person, paper, of, moment), wish)
    made = handed_out(ready(), case, paper, of, person=person, ticket=bool(image))
    to.mkdir(parents=True, exist_ok=True)
    (to / made.name).write_bytes(made.content)
    fact = receipt.facts[0]
    assert isinstance(fact, SigningPrepared)
    if json:
        print_json({"file": to / made.name, "digest": fact.digest, "until": fact.until})
        return
    console.print(say("made_ready", path=to / made.name, until=cell(fact.until)), soft_wrap=True)


def take(
    case: str, paper: PaperId, file: Path, person: As, of: Whose, json: AsJson = False
) -> None:
    from actions.signing.take_signature import SignatureSent, take_signature
    from cli.papers.signatures import trust

    answer = SignatureSent(paper=paper, of=of, file=sent(file, not_secret=True))
    wish = act("take", case, person, paper, of, hash_of(answer.file.content))
    receipt = take_signature(ready(), wish, answer, trust())
    if json:
        print_json(receipt)
        return
    _tell(receipt)


def program(to: Folder, json: AsJson = False) -> None:
    from actions.signing.prepare_signing import PROGRAM

    to.write_bytes(PROGRAM.read_bytes())
    if json:
        print_json({"file": to})
        return
    console.print(say("signer_written", to=to), soft_wrap=True)


def _tell(receipt: Receipt) -> None:
    fact = receipt.facts[0]
    assert isinstance(fact, PaperSigned)
    said = say("with_the_certificate", word=word("signed_as", fact.of), name=fact.certificate.name)
    again = say("recorded_before") if receipt.repeated else ""
    line = say("case_hash", said=said, id=receipt.case.id, content=fact.content[:12], again=again)
    console.print(line)
