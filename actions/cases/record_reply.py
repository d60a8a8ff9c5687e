"""Record an answer that came on paper: its scan into the dossier, then the answer that cites it."""

from __future__ import annotations

from dataclasses import replace

from actions.app import App
from actions.cases.case_files import asked
from actions.cases.sign_off import sign_off
from actions.execute import Act, Receipt
from actions.papers.attach_paper import Upload, attach_paper
from documents.intake.sent_file import SentFile
from domain.cases.sign_off import SignOff, offered_option
from domain.facts.answers import PaperReply
from domain.facts.papers import PaperAttached
from models.unit_of_work import reading


def record_reply(
    app: App, answer: SignOff, reply: PaperReply, scan: SentFile, *, person: str
) -> Receipt:
    """`reply` is completed with the hash of the scan as it is kept.

    The scan is an act of its own and stays where the answer is refused for a reason found only
    with it. Raises what attaching a paper and answering raise.
    """
    with reading(app) as uow:
        offered_option(asked(app, uow, answer.task_id).step, answer.outcome)
    act = Act(act_id=answer.act_id, case_id=answer.case_id, person=person).part("scan")
    upload = Upload(kind="paper_reply", file=scan)
    kept = attach_paper(app, act, upload).facts[0]
    assert isinstance(kept, PaperAttached)  # check_same in attach_paper: nothing else is returned
    complete = replace(answer, paper=replace(reply, scan=kept.content))
    return sign_off(app, complete, person=person)
