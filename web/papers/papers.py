"""Papers of a case in the browser: look, fetch, put into the dossier, replace a draft, compare."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.draft_versions import Version, find_version
from actions.papers.read_draft import read_draft, read_page
from actions.papers.read_paper import read_paper
from actions.papers.remove_paper import remove_paper
from actions.papers.upload_draft import EditedDraft, upload_draft
from actions.papers.use_template import TemplateUse, use_template
from documents.content.catalogue import PAPERS, known_paper
from documents.docx.compare import differences as compared
from documents.docx.preview import preview
from documents.intake.sent_file import SentFile
from domain.errors import BadInput, NotFound
from models.papers.papers import DOCX, PDF, PNG
from models.unit_of_work import reading
from web.cases.case_page import open_case_page
from web.kit.forms import (
    Form,
    Posted,
)
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@router.get("/cases/{case}/papers/{paper}/{number}/preview")
def look(ctx: SignedInContext, case: str, paper: str, number: int) -> Response:
    """The text itself, in a frame of the page; the reading is recorded first."""
    version = _version(ctx, case, paper, number)
    content = read_draft(ctx.app, case, version.content, person=ctx.person, how="preview")
    html = preview(content, title=f"{PAPERS[paper].title} – {case}")
    return HTMLResponse(html, headers={"Content-Security-Policy": only_style_of(html)})


@router.get("/cases/{case}/papers/{paper}/{number}/pages/{page}")
def page_picture(ctx: SignedInContext, case: str, paper: str, number: int, page: int) -> Response:
    """One page as it will be printed, made before people are asked."""
    version = _version(ctx, case, paper, number)
    return Response(read_page(ctx.app, case, version, page, person=ctx.person), media_type=PNG)


@router.get("/cases/{case}/papers/{paper}/{number}/{form}")
def fetch(ctx: SignedInContext, case: str, paper: str, number: int, form: str) -> Response:
    """One version as `docx`, to be edited in Word, or as `pdf`."""
    if form not in ("docx", "pdf"):
        raise NotFound(kind="paper", id=form)
    version = _version(ctx, case, paper, number)
    content = read_draft(ctx.app, case, version.content, person=ctx.person, how=form)
    made = ctx.app.office.pdf(content) if form == "pdf" else content
    name = f"{case}_{paper}_{number}.{form}"
    return as_file(name, made, PDF if form == "pdf" else DOCX)


@router.get("/cases/{case}/papers/{paper}/compare")
def differences(ctx: SignedInContext, case: str, paper: str, old: int, new: int) -> Response:
    """Two versions, block by block."""
    page = open_case_page(ctx, case)
    before, after = (_version(ctx, case, paper, number) for number in (old, new))
    texts = [_text(ctx, case, version, how="compare") for version in (before, after)]
    changes = compared(*texts, same_pages=before.prints_as(after))
    return ctx.page(
        "papers/compare.html", p=page, tab="dossier", old=before, new=after, changes=changes
    )


def _text(ctx: RequestContext, case: str, version: Version, *, how: str) -> bytes:
    return read_draft(ctx.app, case, version.content, person=ctx.person, how=how)


@router.get("/cases/{case}/files/{paper_id}")
def file_(ctx: SignedInContext, case: str, paper_id: int) -> Response:
    """A file of the dossier, or a final text, as it came in."""
    found = read_paper(ctx.app, ctx.viewer, case, paper_id, how="file")
    return as_file(found.name, ctx.app.papers.get(found.content), found.media_type)


@router.post("/cases/{case}/dossier/attach")
def attach(ctx: SignedInContext, case: str, form: Posted) -> Response:
    ctx.check_sees(case)
    sent = sent_file(form, "file")
    upload = Upload(kind=form.one("kind"), file=sent)
    attach_paper(ctx.app, form.act(case, ctx.person), upload)
    return go(f"/cases/{case}/dossier")


@router.post("/cases/{case}/files/{paper_id}/remove")
def remove(ctx: SignedInContext, case: str, paper_id: int, form: Posted) -> Response:
    """A wrong file leaves the dossier."""
    ctx.check_sees(case)
    with reading(ctx.app) as uow:
        content = uow.papers.one_of(case, paper_id).content
    act = form.act(case, ctx.person)
    remove_paper(ctx.app, act, content=content, reason=form.one("why"))
    return go(f"/cases/{case}/dossier")


@router.post("/cases/{case}/papers/{paper}/upload")
def replace(ctx: SignedInContext, case: str, paper: str, form: Posted) -> Response:
    """A text edited in Word, or the agency's own template filled, becomes the next version."""
    ctx.check_sees(case)
    sent, act = sent_file(form, "file"), form.act(case, ctx.person)
    base = form.one("based_on")
    if form.one("template"):
        use_template(
            ctx.app,
            act,
            TemplateUse(paper=paper, file=sent, based_on=base),
        )
    else:
        upload_draft(
            ctx.app,
            act,
            EditedDraft(paper=paper, file=sent, based_on=base),
        )
    newest = find_version(ctx.app, case, paper).number
    return go(f"/cases/{case}/papers/{paper}/compare?old={newest - 1}&new={newest}")


def _version(ctx: RequestContext, case: str, paper: str, number: int) -> Version:
    """Raises NotFound, for a case that is not this person's too."""
    ctx.check_sees(case)
    known_paper(paper)
    return find_version(ctx.app, case, paper, number)


def sent_file(form: Form, name: str) -> SentFile:
    sent = form.files.get(name)
    if sent is None:
        raise BadInput(field="file", rule=BadInput.Rule.MISSING, value="")
    return sent


def as_file(name: str, content: bytes, media_type: str) -> Response:
    """Saved, never opened in the place of our pages."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media_type, headers=headers)


def only_style_of(html: str) -> str:
    """A policy that allows the one style element of a preview, by its hash, and nothing else."""
    styles = [hashlib.sha256(style.encode()).digest() for style in STYLE.findall(html)]
    allowed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in styles)
    return f"default-src 'none'; style-src {allowed}; frame-ancestors 'self'"
