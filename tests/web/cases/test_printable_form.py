"""What nobody can print comes back to its form without the letter, with all the rest."""

from __future__ import annotations

from tests.playing import at_opinions


def test_a_form_comes_back_with_what_can_be_kept(site):
    play = at_opinions(site.app)
    page = f"/cases/{play.id}/tasks/provincial_opinions/1/directing_body"
    hlinh = site.person("hlinhnie")
    typed = {"outcome": "agree", "reason": "Nhất trí\x01 với đề nghị\x00"}
    answer = hlinh.send(page, f"{page}/check", typed)
    assert answer.status_code == 200
    assert "U+0001" in answer.text
    assert "Nhất trí với đề nghị" in answer.text
