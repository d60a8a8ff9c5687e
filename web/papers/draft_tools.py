"""What an officer does to drafts beside editing: ask for one, look one through, keep it signed."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from actions.papers.check_draft import check_draft
from actions.papers.draft_paper import draft_paper
from actions.signing.keep_signed_copy import SignedCopy, keep_signed_copy
from documents.content.catalogue import known_paper
from web.cases.case_page import open_case_page
from web.kit.forms import Posted
from web.kit.request import SignedInContext, go
from web.papers.papers import sent_file

router = APIRouter()
PATH = "/cases/{case}/papers/{paper}"


@router.post(PATH + "/draft")
def draft(form: Posted, ctx: SignedInContext, case: str, paper: str) -> Response:
    """A paper the step offers, written from what is known now."""
    ctx.check_sees(case)
    draft_paper(ctx.app, form.act(case, ctx.person), paper)
    return go(f"/cases/{case}/dossier")


@router.get(PATH + "/{number}/lint")
def lint(ctx: SignedInContext, case: str, paper: str, number: int) -> Response:
    """Layout and wording of one version, each flaw with the right value."""
    page = open_case_page(ctx, case)
    known_paper(paper)
    version, flaws = check_draft(ctx.app, case, paper, number, person=ctx.person)
    return ctx.page("papers/lint.html", p=page, tab="dossier", version=version, flaws=flaws)


@router.post(PATH + "/signed")
def keep_signed(form: Posted, ctx: SignedInContext, case: str, paper: str) -> Response:
    """The paper as it was signed outside: a scan, or a PDF whose signatures hold."""
    ctx.check_sees(case)
    sent = sent_file(form, "file")
    copy = SignedCopy(paper=paper, file=sent)
    keep_signed_copy(ctx.app, form.act(case, ctx.person), copy, ctx.options.trust)
    return go(f"/cases/{case}/dossier")
