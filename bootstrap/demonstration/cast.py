"""Who plays: the invented people and bodies that carry a case of any procedure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actions.app import App
from actions.cases.open_case import OpenCase
from domain.law.procedure import Procedure
from domain.law.routing import agency_for, press_of
from domain.state.case import PostKind

PROCEDURE = "appoint"  # what the demonstration plays unless told otherwise
COMPLAINED_OF = "discipline"  # what a complaint or a supervision is about
SUBJECT, OF_ASSOCIATION = "ythongeban", "tranthihoai"  # who meets the standards of each kind
OFFICERS = {
    "BTCTU": "lethuha",
    "HVHNT": "dothithuy",
    "BTGTU": "tranvanbinh",
    "BTGDVTU": "tranvanbinh",
    "TU": "nguyenthilan",
}


def invented_case(
    app: App,
    procedure: Procedure,
    press: str,
    *,
    act_id: str,
    about: str = "",
    decided_on: date | None = None,
) -> OpenCase:
    """The wish to open a case of `procedure` about a leader of a press agency: the post of deputy,
    which these people hold, where it is about somebody in their post, else that of the head.

    `about` is the case complained of, where the procedure is about another one. Raises NotFound for
    a press agency that does not exist.
    """
    handler, kind = _handler(app, procedure, press), app.catalogue.kinds[procedure.name]
    return OpenCase(
        act_id=act_id,
        procedure=procedure.name,
        subject=OF_ASSOCIATION if press == "CYS" else SUBJECT,
        press_agency=press,
        post=PostKind.DEPUTY if kind.in_post else PostKind.HEAD,
        handler=handler,
        person=OFFICERS[handler],
        about=about,
        decided_on=decided_on,
        note="Hồ sơ minh họa, nhân vật không có thật",
    )


def procedures_open_to(app: App, press: str, day: date) -> Iterable[Procedure]:
    """Those a press agency may have a case of that day, the ones about another case last."""
    variant = press_of(app.catalogue.agencies, press).variant
    fitting = {variant, "any"} if variant != "outside" else {variant}
    texts = [p for p in app.catalogue.all_procedures() if p.covers(day) and p.variant in fitting]
    return sorted(
        (p.on(day) for p in texts), key=lambda p: app.catalogue.kinds[p.name].about_another
    )


def _handler(app: App, procedure: Procedure, press: str) -> str:
    """The first body with an officer that takes part."""
    roles = {role for step in procedure.steps for role in step.asks}
    asked = {
        agency_for(app.catalogue.agencies, role, press_agency=press, day=app.today()).code
        for role in roles
    }
    return next(code for code in OFFICERS if code in asked)
