"""Blanks of a text: all of them, and those the case could fill by now."""

from __future__ import annotations

from dataclasses import replace

from documents.lint.blanks import blanks, fillable
from documents.render import render

PAPER, STEP = "eligibility_sheet", "eligibility_review"


def written(file):
    return render(file, PAPER, step=STEP).content


def test_a_blank_whose_data_came_on_file_since_is_named(party_file):
    bare = replace(party_file, subject=replace(party_file.subject, hometown=""))
    old, new = written(bare), written(party_file)
    (line,) = fillable(old, new)
    assert "quê quán: [………]" in line
    assert len(blanks(old)) == len(blanks(new)) + 1


def test_a_second_blank_in_one_line_counts_too(party_file):
    one = replace(party_file, subject=replace(party_file.subject, hometown=""))
    two = replace(one, subject=replace(one.subject, ethnicity=""))
    assert len(fillable(written(two), written(one))) == 1


def test_a_blank_nothing_can_fill_is_not_fillable(party_file):
    same = written(replace(party_file, subject=replace(party_file.subject, hometown="")))
    assert blanks(same)
    assert fillable(same, same) == ()
