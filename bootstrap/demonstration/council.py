"""A discipline council of invented people: formed, the person summoned in time, and heard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from actions.app import App
from actions.execute import Act
from actions.hearing.form_council import form_council
from actions.hearing.hearing import SERVED_PAPER, record_hearing, serve_paper
from actions.papers.attach_paper import Upload
from bootstrap.demonstration.scans import scan
from documents.intake.sent_file import SentFile
from domain.facts.hearing import CouncilSeat
from domain.hearing.council import council_rule
from domain.hearing.hearing import Serving
from models.unit_of_work import reading

SCAN = scan("Invented summons of the demonstration")
DAYS = 14  # enough for five working days in any week of the year


def hold_council(app: App, case_id: str, officer: str, wait: Callable[[int], None]) -> None:
    """Form the council, serve the summons, let the days pass, record that the person came."""

    def act(verb: str) -> Act:
        return Act(act_id=f"{case_id}:{verb}", case_id=case_id, person=officer)

    with reading(app) as uow:
        case = uow.cases.get(case_id)
    rule = council_rule(app.catalogue.councils, case.law_day)
    with reading(app) as uow:
        people = [p.id for p in uow.directory.search()]
    free = iter([p for p in people if p not in (case.subject, *case.recused)])
    if rule is not None:
        seats = tuple(CouncilSeat(person=next(free), seat=seat) for seat in rule.seats)
        writer = (
            next(seat.person for seat in seats if seat.seat == "secretary")
            if (rule.secretary_is_member)
            else next(free)
        )
        form_council(app, act("council"), seats, secretary=writer)
    today = app.today()
    meeting = today + timedelta(days=DAYS)
    serving = Serving(
        what="summons", on=today, proof="Có chữ ký nhận của người được triệu tập", meeting=meeting
    )
    paper = Upload(kind=SERVED_PAPER, file=SentFile("giay-trieu-tap.pdf", SCAN))
    serve_paper(app, act("summons"), serving, paper)
    wait(DAYS)
    record_hearing(app, act("heard"), meeting, "present", "")
