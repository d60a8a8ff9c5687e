"""docs/life-of-a-sign-off.md names what an answer passes, in its order."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from types import FrameType

from tests.lint.product import ROOT
from tests.playing import at_opinions

PAGE = (ROOT / "docs/life-of-a-sign-off.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d+) \| `([\w/.]+)`", re.MULTILINE)
OURS = tuple(f"{ROOT / room}/" for room in ("actions", "domain", "models"))
MOST = 22  # calls from the route to the row
IN_THE_PAGE = 2  # of them in web/, before the action


def told() -> list[str]:
    """The functions of the second table, without their place."""
    table = PAGE.partition("## From the route to the row")[2].partition("\n## ")[0]
    return [re.split(r"[/.]", name)[-1] for _, name in ROW.findall(table)]


def passed(act) -> Iterator[str]:
    """Functions of the product that an act enters, in order."""
    seen: list[str] = []

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            seen.append(frame.f_code.co_name)

    sys.setprofile(look)
    try:
        act()
    finally:
        sys.setprofile(None)
    return iter(seen)


def test_an_answer_passes_what_the_page_says_in_that_order(lite):
    play = at_opinions(lite)
    others = [task.agency for task in play.case.open_tasks][1:]
    for agency in others:
        play.sign(agency)
    entered = passed(lambda: play.sign(play.case.open_tasks[0].agency))
    for name in (*told()[IN_THE_PAGE:], "save"):
        assert name in entered, f"{name} is not called where the page says"


def test_an_answer_passes_few_calls():
    numbers = [int(number) for number, _ in ROW.findall(PAGE.partition("## From the route")[2])]
    assert numbers == list(range(1, len(told()) + 1))
    assert len(told()) <= MOST
