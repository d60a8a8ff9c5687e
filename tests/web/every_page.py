"""Every page, with somebody who has a use for it, on a province where something is going on.

`uv run python -m tests.web.every_page FOLDER` takes a picture of each at both widths, for looking.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import bootstrap
from actions.app import App
from bootstrap.demonstration.province import seed
from bootstrap.settings import Settings
from models.database import migrate
from tests.balloting import call, hand_out
from tests.playing import at_opinions, opened
from tests.web.browsing import DESKTOP, PHONE, browser, window
from tests.web.site import running_site

CASE, TASK = "/cases/BN-2026-0001", "/cases/BN-2026-0001/tasks/provincial_opinions/1/directing_body"
VOTE = "/cases/BNL-2026-0001/tasks/trust_vote/1/key_staff/vote"
BALLOT = "/ballots/BNL-2026-0001/trust_vote/1/key_staff"
PAGES = (
    ("", "/sign-in"),
    ("hlinhnie", "/today"),
    ("hlinhnie", "/told"),
    ("lethuha", "/watch"),
    ("luonggiaminh", "/watch"),
    ("hlinhnie", "/inbox"),
    ("hlinhnie", "/help"),
    ("hlinhnie", "/help/case"),
    ("hlinhnie", "/about"),
    ("hlinhnie", "/search"),
    ("lethuha", "/search?words=y thong"),
    ("lethuha", "/search?words=thong&section=people&page=2"),
    ("lethuha", "/inbox?tab=coordinating"),
    ("hlinhnie", "/inbox?tab=done"),
    ("hlinhnie", CASE),
    ("lethuha", f"{CASE}/dossier"),
    ("hlinhnie", f"{CASE}/opinions"),
    ("hlinhnie", f"{CASE}/progress"),
    ("hlinhnie", f"{CASE}/diagram"),
    ("hlinhnie", f"{CASE}/booklet"),
    ("hlinhnie", TASK),
    ("hlinhnie", f"{TASK}/done"),
    ("lethuha", f"{CASE}/hearing"),
    ("lethuha", "/cases/KL-2026-0001/hearing"),
    ("lethuha", VOTE),
    ("lethuha", f"{VOTE}/open"),
    ("lethuha", f"{VOTE}/count"),
    ("phamquochung", "/ballots"),
    ("phamquochung", BALLOT),
    ("phamquochung", f"{BALLOT}/teller"),
    ("lethuha", "/cases/new"),
    (
        "lethuha",
        "/cases/new/person?procedure=appoint&press_agency=BPTTH&post=head"
        "&decided_on=07/9/2026&handler=BTCTU&words=y",
    ),
    (
        "lethuha",
        "/cases/new/review?procedure=appoint&press_agency=BPTTH&post=head"
        "&decided_on=07/9/2026&handler=BTCTU&subject=ythongeban",
    ),
    ("ythongeban", "/mine"),
    ("ythongeban", "/mine/KL-2026-0001"),
    ("hlinhnie", "/account"),
    ("hlinhnie", "/account/second-factor"),
    ("hlinhnie", "/account/tokens"),
    ("hlinhnie", "/account/mail"),
    ("hlinhnie", "/account/absence"),
    ("lethuha", "/radar"),
    ("lethuha", "/statistics"),
    ("trinhvanduc", "/registers"),
    ("lethuha", "/law"),
    ("lethuha", "/law/101/appoint.party"),
    ("lethuha", "/law/compare"),
    ("lethuha", "/law/rules"),
    ("lethuha", "/law/conflicts"),
    ("lethuha", "/law/instruments"),
    ("lethuha", "/law/preview?press=BPTTH"),
    ("lethuha", "/law/limitation?ended=10/3/2024&concluded=1/2/2029&discovered=15/1/2027"),
    ("lethuha", "/calendar"),
    ("lethuha", "/calendar/explain?start=30/12/2025&days=5"),
    ("luonggiaminh", "/calendar/change?asked=1&off=8/9/2026"),
    ("lethuha", "/agencies"),
    ("lethuha", "/agencies/BTCTU"),
    ("lethuha", "/people"),
    ("lethuha", "/people/ythongeban"),
    ("lethuha", "/people/ythongeban/record"),
    ("luonggiaminh", "/accounts"),
    ("luonggiaminh", "/accounts/lethuha"),
    ("luonggiaminh", "/import"),
    ("luonggiaminh", "/operations"),
    ("trinhvanduc", "/audit"),
    ("trinhvanduc", "/audit/readings"),
    ("trinhvanduc", "/audit/signed-for"),
    ("trinhvanduc", f"{CASE}/audit"),
    ("hlinhnie", "/khong-co-trang-nay"),
)


def stage(app: App) -> None:
    """An appointment asked round, a re-appointment at its vote, a discipline at its council."""
    at_opinions(app)
    opened(app, "discipline").until("council_vote")
    vote = opened(app, "reappoint", subject="vothimyhanh")
    vote.until("trust_vote")
    members = ("hlinhnie", "phamquochung", "buithanhmai")
    hand_out(vote, call(vote, members))


def name_of(path: str, width: int) -> str:
    return "".join(c if c.isalnum() else "_" for c in path.strip("/"))[:80] + f"-{width}.png"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        app = bootstrap.build(Settings(home=Path(home)))
        migrate(app.engine)
        seed(app)
        stage(app)
        with running_site(app) as site, browser() as chrome:
            for person, path in PAGES:
                for width in (DESKTOP, PHONE):
                    page = window(chrome, site, person, width=width)
                    page.goto(path, wait_until="networkidle")
                    page.screenshot(path=folder / name_of(path, width), full_page=True)
                    page.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
