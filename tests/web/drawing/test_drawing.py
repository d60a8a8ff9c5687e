"""Every procedure can be drawn, and nothing on the drawing hides anything else."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from types import SimpleNamespace

import pytest

from notifications.wording import Wording
from tests.conftest import CATALOGUE
from tests.playing import opened
from web.drawing.diagram import draw
from web.drawing.layout import WIDTH, NodeLabel

NUMBERS = re.compile(r"[MHVhvm] ?(-?\d+)(?: (-?\d+))?")


WORDS = Wording(CATALOGUE.agencies, CATALOGUE.instruments, date(2026, 9, 7), {})
READER = SimpleNamespace(language="vi", words=lambda: WORDS, said=str)  # asked by a drawing


def drawn(procedure_id):
    text = CATALOGUE.text(procedure_id)
    return text, draw(READER, text, lambda step: NodeLabel(step.title, "ai đó", sign="1"))


def bends(arrow):
    """Corners of an arrow that bends: from, lane, to."""
    x, y, lane, end_y, end_x = map(
        int, re.fullmatch(r"M(\d+) (\d+) H(\d+) V(\d+) H(\d+)", arrow.path).groups()
    )
    return (x, y), (lane, y), (lane, end_y), (end_x, end_y)


def stretches(arrow):
    return list(zip(bends(arrow), bends(arrow)[1:], strict=False))


@pytest.mark.parametrize("procedure_id", sorted(CATALOGUE.files))
def test_every_step_has_a_box_and_no_box_hides_another(procedure_id):
    text, drawing = drawn(procedure_id)
    assert sorted(b.face.title for b in drawing.boxes) == sorted(s.title for s in text.steps)
    for one, other in combinations(drawing.boxes, 2):
        apart = (
            one.x + WIDTH < other.x
            or other.x + WIDTH < one.x
            or one.y + one.height < other.y
            or other.y + other.height < one.y
        )
        assert apart, (one.face.title, other.face.title)


@pytest.mark.parametrize("procedure_id", sorted(CATALOGUE.files))
def test_no_title_is_cut_and_none_leaves_its_box(procedure_id):
    _, drawing = drawn(procedure_id)
    for box in drawing.boxes:
        assert " ".join(box.lines) == " ".join(box.face.title.split())
        assert 24 + 17 * (len(box.lines) + len(box.who) - 1) < box.height
        assert box.y + box.height <= drawing.height
        assert box.x + box.width <= drawing.width


@pytest.mark.parametrize("procedure_id", sorted(CATALOGUE.files))
def test_no_two_arrows_run_in_one_line(procedure_id):
    _, drawing = drawn(procedure_id)
    bent = [stretches(a) for a in drawing.arrows if not a.stops and " H" in a.path]
    for one, other in combinations(bent, 2):
        for (a, b), (c, d) in ((s, t) for s in one for t in other):
            for along, across in ((0, 1), (1, 0)):
                if a[across] == b[across] == c[across] == d[across]:
                    first, last = sorted((a[along], b[along])), sorted((c[along], d[along]))
                    assert first[1] <= last[0] or last[1] <= first[0], (procedure_id, a, b, c, d)


@pytest.mark.parametrize("procedure_id", sorted(CATALOGUE.files))
def test_every_way_of_the_law_is_an_arrow(procedure_id):
    text, drawing = drawn(procedure_id)
    ways = {(step.id, target) for step in text.steps for target in step.routes.values()}
    ways |= {(step.id, step.then) for step in text.steps if step.then not in ("end", "stop")}
    ends = {(s.id, t) for s in text.steps for t in s.routes.values() if t == s.then == "end"}
    assert len(drawing.arrows) == len(ways - ends)


def test_words_of_an_arrow_stay_whole_even_where_the_label_is_short():
    _, drawing = drawn("101/appoint.party")
    short = next(arrow for arrow in drawing.arrows if arrow.label.endswith("…"))
    assert len(short.said) > len(short.label)


def test_a_case_shows_where_it_went_also_past_a_step_that_did_not_apply(site):
    play = opened(site.app)
    play.until("provincial_opinions")
    page = site.person("lethuha").see(f"/cases/{play.id}/diagram")
    drawing = page.partition("<svg")[2].partition("</svg>")[0]
    done = drawing.count('<g class="box done">')
    passed = drawing.count('<g class="box passed_over">')
    assert done > 5
    assert passed == 2
    assert drawing.count('class="arrow taken"') == done + passed
    assert drawing.count('<g class="box open">') == 1


def test_in_english_titles_and_answers_are_english(site):
    officer = site.person("lethuha")
    officer.client.post("/language", data={"language": "en", "page": "/law"})
    drawing = officer.see("/law/101/appoint.party").partition("<svg")[2].partition("</svg>")[0]
    assert "Decide in principle" in drawing
    assert "not yet; clarify" in drawing
    assert "yêu cầu làm rõ" not in drawing


def test_an_answer_that_ends_everything_says_so_and_points_nowhere():
    _, drawing = drawn("101/appoint.party")
    ends = {arrow.said for arrow in drawing.arrows if arrow.stops}
    assert ends == {"không đồng ý: dừng quy trình", "không đạt: dừng quy trình", "dừng quy trình"}
