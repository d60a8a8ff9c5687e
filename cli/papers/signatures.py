"""`thamdinh documents …` on the signed paper: sign, seal, keep, verify, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import bootstrap
from actions.execute import Receipt
from cli.cases.acts import hash_of
from cli.kit.files import NotSecret, sent
from cli.kit.output import (
    AsJson,
    cell,
    console,
    print_json,
    table,
)
from cli.kit.session import (
    As,
    act,
    ready,
    typed_unseen,
    wording,
)
from cli.kit.texts import heads, say, word
from cli.papers.drafts import PaperId, bytes_of
from domain.errors import BadPaper
from domain.facts.signatures import PaperSigned, SignatureOf, SignedCopyKept
from models.unit_of_work import reading

if TYPE_CHECKING:
    from documents.signing.signatures import Signature
    from documents.signing.trust import Trust

# The actions are imported where they are used: pyHanko takes a second to load.
Image = Annotated[Path, typer.Option()]
TokenLabel = Annotated[str, typer.Option("--token")]
CertificateLabel = Annotated[str, typer.Option("--certificate")]


def sign(
    case: str,
    paper: PaperId,
    person: As,
    image: Image,
    token: TokenLabel = "",
    certificate: CertificateLabel = "",
    json: AsJson = False,
) -> None:
    _sign(SignatureOf.PERSON, case, paper, person, image, (token, certificate), json=json)


def seal(
    case: str,
    paper: PaperId,
    person: As,
    image: Image,
    token: TokenLabel = "",
    certificate: CertificateLabel = "",
    json: AsJson = False,
) -> None:
    _sign(SignatureOf.BODY, case, paper, person, image, (token, certificate), json=json)


def keep_signed(
    case: str,
    paper: PaperId,
    file: Path,
    person: As,
    not_secret: NotSecret = False,
    json: AsJson = False,
) -> None:
    from actions.signing.keep_signed_copy import SignedCopy, keep_signed_copy

    copy = SignedCopy(paper=paper, file=sent(file, not_secret=not_secret))
    wish = act("keep-signed", case, person, paper, hash_of(copy.file.content))
    receipt = keep_signed_copy(ready(), wish, copy, trust())
    fact = receipt.facts[0]
    assert isinstance(fact, SignedCopyKept)
    names = ", ".join(found.name for found in fact.signatures)
    how = say("signed_digitally_by", names=names) if names else say("scan")
    _tell(receipt, say("kept", name=file.name, how=how), fact.content, json=json)


def verify_signature(file: Path, json: AsJson = False) -> None:
    from documents.guarded.files import open_signed

    brought = sent(file, not_secret=True)  # it is looked at, not taken in
    content = brought.content
    known = trust()
    found = open_signed(brought, known).signatures
    if not found:
        raise BadPaper(name=file.name, rule=BadPaper.Rule.NOT_SIGNED)
    with reading(ready()) as uow:
        cases = uow.papers.cases_with(ready().papers.name_of(content))
    if json:
        print_json({"holds": _all_hold(found), "signatures": found, "cases": cases})
    else:
        _print_signatures(file, found, cases, revocation=bool(known.lists))
    if not _all_hold(found):
        raise typer.Exit(5)


def edxml(
    case: str,
    paper: PaperId,
    person: As,
    send_to: Annotated[list[str] | None, typer.Option()] = None,
    to: Annotated[Path, typer.Option()] = Path(),
    json: AsJson = False,
) -> None:
    from actions.papers.export_edxml import export_edxml

    made = export_edxml(ready(), case, paper, person=person, send_to=send_to or ())
    path = to / made.name
    to.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.content)
    if json:
        print_json({"file": path, "to": made.to})
        return
    names = "; ".join(wording().agency(code) for code in made.to)
    console.print(say("written_recipients", path=path, names=names), soft_wrap=True)


def _sign(
    of: SignatureOf,
    case: str,
    paper: str,
    person: str,
    image: Path,
    labels: tuple[str, str],
    *,
    json: bool,
) -> None:
    from actions.signing.sign_paper import SignatureWish, sign_paper
    from documents.signing.token import Token

    wish = SignatureWish(paper=paper, of=of, image_name=image.name, image=bytes_of(image))
    holder = Token(bootstrap.settings().pkcs11_module, typed_unseen(say("pin")), *labels)
    receipt = sign_paper(ready(), act("sign-paper", case, person, paper, of), wish, holder)
    fact = receipt.facts[0]
    assert isinstance(fact, PaperSigned)
    said = say("with_the_certificate", word=word("signed_as", of), name=fact.certificate.name)
    _tell(receipt, said, fact.content, json=json)


def trust() -> Trust:
    from documents.signing.trust import load_trust

    return load_trust(bootstrap.settings().trust_roots)


def _tell(receipt: Receipt, said: str, content: str, *, json: bool) -> None:
    if json:
        print_json(receipt)
        return
    again = say("recorded_before") if receipt.repeated else ""
    console.print(
        say("case_hash", said=said, id=receipt.case.id, content=content[:12], again=again)
    )


def _all_hold(found: tuple[Signature, ...]) -> bool:
    return all(signature.holds for signature in found)


def _print_signatures(
    file: Path, found: tuple[Signature, ...], cases: tuple[str, ...], *, revocation: bool
) -> None:
    rows = [
        (s.certificate.name, s.issuer, cell(s.at), s.certificate.serial, _state(s)) for s in found
    ]
    columns = heads(
        "signer",
        "issuer_of_the_certificate",
        "at_by_the_signing_machine",
        "certificate_number",
        "result",
    )
    table(say("digital_signatures_of", name=file.name), columns, rows)
    if found[0].trusted is None:
        console.print(say("the_issuer_of_the_certificate_was"))
    if not revocation:
        console.print(say("no_list_of_revoked_certificates_was"))
    held = (
        say("this_file_is_kept_in_case", cases=", ".join(cases))
        if cases
        else say("this_file_is_kept_in_no")
    )
    console.print(held)


def _state(signature: Signature) -> str:
    faults = [
        text
        for broken, text in (
            (not signature.intact, say("the_content_was_changed_or_the")),
            (not signature.unchanged, say("something_was_added_after_signing")),
            (not signature.in_time, say("the_certificate_was_not_valid_when")),
            (signature.void, say("the_certificate_was_revoked")),
            (signature.trusted is False, say("the_certificate_was_not_issued_by")),
        )
        if broken
    ]
    return "; ".join(faults) or say("intact")
