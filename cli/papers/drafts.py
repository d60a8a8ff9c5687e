"""`thamdinh documents …` on one draft: look at it, replace it, compare its versions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from actions.papers.check_draft import check_draft
from actions.papers.draft_paper import draft_paper
from actions.papers.draft_versions import Version, find_version, versions_of
from actions.papers.read_draft import read_draft
from actions.papers.upload_draft import EditedDraft, Uploaded, upload_draft
from actions.papers.use_template import TemplateUse, use_template
from cli.cases.acts import hash_of
from cli.kit.files import NotSecret, sent
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import (
    As,
    act,
    load_case,
    ready,
    wording,
)
from cli.kit.texts import heads, say, word
from documents.content.catalogue import PAPERS
from documents.docx.compare import TextChange, differences
from documents.docx.preview import preview as page_of
from documents.lint.lint import LintFault
from domain.calendar.clock import local
from domain.errors import BadInput
from domain.facts.answers import AnswerVoided
from notifications.wording import Wording

PaperId = Annotated[str, typer.Argument()]
Number = Annotated[int | None, typer.Option()]
To = Annotated[Path | None, typer.Option()]


def draft(case: str, paper: PaperId, person: As, json: AsJson = False) -> None:
    wish = act("draft", case, person, paper, load_case(case).version)
    made = draft_paper(ready(), wish, paper)
    if json:
        print_json(made)
        return
    said = say("written") if made.new else say("the_data_has_not_changed_still")
    console.print(
        say(
            "version_hash",
            said=said,
            title=_title(paper),
            number=made.number,
            content=made.content[:12],
        )
    )


def preview(
    case: str,
    paper: PaperId,
    person: As,
    number: Number = None,
    to: To = None,
    json: AsJson = False,
) -> None:
    version = find_version(ready(), case, paper, number)
    content = read_draft(ready(), case, version.content, person=person, how="preview")
    page = page_of(content, title=f"{_title(paper)} – {case}")
    _written(version, to or Path(f"{_stem(case, version)}.html"), page.encode(), json=json)


def pdf(
    case: str,
    paper: PaperId,
    person: As,
    number: Number = None,
    to: To = None,
    archive: Annotated[bool, typer.Option()] = False,
    json: AsJson = False,
) -> None:
    version = find_version(ready(), case, paper, number)
    content = read_draft(ready(), case, version.content, person=person, how="pdf")
    made = ready().office.pdf(content, archive=archive)
    _written(version, to or Path(f"{_stem(case, version)}.pdf"), made, json=json)


def upload(
    case: str,
    paper: PaperId,
    file: Path,
    person: As,
    based_on: Annotated[int | None, typer.Option()] = None,
    not_secret: NotSecret = False,
    json: AsJson = False,
) -> None:
    base = find_version(ready(), case, paper, based_on)
    edited = EditedDraft(paper=paper, file=sent(file, not_secret=not_secret), based_on=base.content)
    wish = act("upload", case, person, paper, base.content, hash_of(edited.file.content))
    _tell(upload_draft(ready(), wish, edited), say("taken_in", name=file.name), json=json)


def template(
    case: str,
    paper: PaperId,
    file: Path,
    person: As,
    not_secret: NotSecret = False,
    json: AsJson = False,
) -> None:
    own = sent(file, not_secret=not_secret)
    base = find_version(ready(), case, paper)
    wish = act("template", case, person, paper, base.content, hash_of(own.content))
    use = TemplateUse(paper=paper, file=own, based_on=base.content)
    _tell(
        use_template(ready(), wish, use), say("written_by_the_template", name=file.name), json=json
    )


def _tell(done: Uploaded, said: str, *, json: bool) -> None:
    if json:
        print_json(done)
        return
    console.print(say("a_new_draft_of_case", said=said, id=done.receipt.case.id))
    _print_changes(done.changes)
    for fact in done.receipt.facts:
        if isinstance(fact, AnswerVoided):
            task = fact.again[0]
            console.print(
                say("asked_again", agency=wording().agency(task.agency), id=task.id), soft_wrap=True
            )


def lint_(
    case: str, paper: PaperId, person: As, number: Number = None, json: AsJson = False
) -> None:
    version, flaws = check_draft(ready(), case, paper, number, person=person)
    if json:
        print_json(flaws)
    elif flaws:
        rows = [
            (_weight(f), wording().lint(f.rule), _where(f.place), f.found, f.right) for f in flaws
        ]
        table(
            say("lint_of_draft", number=version.number),
            heads("level", "rule", "place", "there_is", "should_be"),
            rows,
        )
    else:
        console.print(say("no_fault_of_form_or_wording"))
    if any(not flaw.hint for flaw in flaws):
        raise typer.Exit(1)


def _weight(flaw: LintFault) -> str:
    return say("hint") if flaw.hint else say("a_fault")


def compare_(
    case: str, paper: PaperId, old: int, new: int, person: As, json: AsJson = False
) -> None:
    app = ready()
    before, after = (find_version(app, case, paper, number) for number in (old, new))
    texts = [
        read_draft(app, case, version.content, person=person, how="compare")
        for version in (before, after)
    ]
    changes = differences(*texts, same_pages=before.prints_as(after))
    if json:
        print_json(changes)
        return
    _print_changes(changes)


def versions(case: str, paper: Annotated[str, typer.Argument()] = "", json: AsJson = False) -> None:
    load_case(case)
    found = versions_of(ready(), case, paper)
    if json:
        print_json(found)
        return
    columns = heads("text", "version", "at", "written_by", "hash", "asked_again_of", "seen_by")
    words = wording(p for v in found for p in (v.by, *(r.person for r in v.readers)))
    table(
        say("versions_of_the_draft_in", case=case),
        columns,
        [_row(words, version) for version in found],
    )


def _row(words: Wording, version: Version) -> tuple[object, ...]:
    seen = dict.fromkeys(words.names.get(r.person, r.person) for r in version.readers)
    by = words.names.get(version.by, version.by) if version.by else say("software")
    number = say("current", number=version.number) if version.current else version.number
    return (
        _title(version.paper),
        number,
        local(version.at),
        by,
        version.content[:12],
        ", ".join(version.voided),
        ", ".join(seen),
    )


def _print_changes(changes: tuple[TextChange, ...]) -> None:
    if not changes:
        console.print(say("both_versions_are_the_same_in"))
        return
    rows = [(word("changes", c.kind), _where(c.place), c.before, c.after) for c in changes]
    table(say("changed_paragraphs"), heads("change", "place", "before", "after"), rows)


def _where(place: tuple[int, int, int] | str) -> str:
    if isinstance(place, str):
        return place or say("body_of_the_text")
    table, row, column = place
    return say("table_row_column", table=table, row=row, column=column)


def bytes_of(file: Path) -> bytes:
    if not file.is_file():
        raise BadInput(field="file", rule=BadInput.Rule.NO_FILE, value=str(file))
    return file.read_bytes()


def _written(version: Version, path: Path, content: bytes, *, json: bool) -> None:
    path.write_bytes(content)
    if json:
        print_json(
            {
                "file": path,
                "paper": version.paper,
                "number": version.number,
                "content": version.content,
            }
        )
        return
    console.print(
        say("written_draft_hash", path=path, number=version.number, content=version.content[:12])
    )


def _stem(case: str, version: Version) -> str:
    return f"{case}_{version.paper}_draft-{version.number}"


def _title(paper: str) -> str:
    return PAPERS[paper].title if paper in PAPERS else paper
