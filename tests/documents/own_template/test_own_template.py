"""An agency's own template: the same facts, its own look, and no name that is not known."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.guarded.files import fill_template
from documents.intake.sent_file import SentFile
from documents.own_template.own_template import check_template, template_values
from documents.own_template.sample_values import stand_ins
from documents.own_template.template_names import NAMES
from domain.errors import BadPaper, BadTemplate
from tests.documents.reading import STEPS


def template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def filled(file, *lines: str) -> list[str]:
    context = context_for(file, PAPERS["decision_appoint"], "decision")
    made = fill_template(SentFile("mẫu.docx", template(*lines)), context, number=2)
    return [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs]


def test_the_template_gets_the_values_of_the_case(party_file):
    text = filled(
        party_file,
        "{{ number }}",
        "{{ place_date }}",
        "{{ type_name }}",
        "{%p for ground in grounds %}",
        "- {{ ground }}",
        "{%p endfor %}",
        "Bổ nhiệm {{ name }}",
    )
    assert text[0].endswith("-QĐ/TU")
    assert text[2] == "QUYẾT ĐỊNH"
    assert any(line.startswith("- Căn cứ") for line in text)
    assert text[-1] == "Bổ nhiệm Y Thông Êban"


@pytest.mark.parametrize("name", ["Báo A & B <mật>", "{{ 7*7 }}", "Nguyễn 😀", "</w:t>"])
def test_a_value_is_escaped_and_never_becomes_structure(party_file, name):
    file = replace(party_file, subject=replace(party_file.subject, full_name=name))
    assert filled(file, "Bổ nhiệm {{ name }}") == [f"Bổ nhiệm {name}"]


def test_same_facts_and_template_give_the_same_bytes(party_file):
    context = context_for(party_file, PAPERS["decision_appoint"], "decision")
    content = template("{{ name }}")
    one, two = (fill_template(SentFile("m.docx", content), context, number=1) for _ in range(2))
    assert one == two


@pytest.mark.parametrize("paper", STEPS)
@pytest.mark.parametrize("kind", ["party", "state"])
def test_the_names_a_template_may_use_are_those_every_paper_gives(request, kind, paper):
    file = request.getfixturevalue(f"{kind}_file")
    context = context_for(file, PAPERS[paper], STEPS[paper])
    assert template_values(context, number=1).keys() == NAMES


@pytest.mark.parametrize(
    ("paper", "kept"), [("meeting_minutes", ["Lưu: VT, hồ sơ"]), ("ballot_slip", [])]
)
def test_minutes_and_slips_give_the_same_names(state_file, paper, kept):
    values = template_values(context_for(state_file, PAPERS[paper], "standing_vote"), number=1)
    assert values.keys() == NAMES
    assert values["recipients"] == kept


def fits(real, stand_in):
    """Has the stand-in whatever a template could reach in the real value?"""
    if isinstance(real, dict):
        return all(key in stand_in and fits(real[key], stand_in[key]) for key in real)
    if isinstance(real, list):
        return isinstance(stand_in, list) and all(fits(item, stand_in[0]) for item in real)
    return not isinstance(real, tuple) or len(real) == len(stand_in)


@pytest.mark.parametrize("paper", STEPS)
def test_a_template_is_tried_out_on_values_shaped_like_those_of_a_case(party_file, paper):
    context = context_for(party_file, PAPERS[paper], STEPS[paper])
    values, tried = template_values(context, number=1), stand_ins()
    assert [name for name in values if not fits(values[name], tried[name])] == []


def test_names_that_are_not_known_are_said(party_file):
    with pytest.raises(BadTemplate) as refused:
        check_template(SentFile("mẫu.docx", template("{{ ho_ten }} và {{ luong }} của {{ name }}")))
    assert refused.value.facts["rule"] == "undeclared"
    assert refused.value.facts["names"] == ["ho_ten", "luong"]


@pytest.mark.parametrize(
    "line",
    [
        "{{ name",
        "{% if name %}",
        "{% for a in grounds %}" * 40 + "{% endfor %}" * 40,  # deeper than Python nests
        "{{ opinions[99].agency }}",
        "{{ name.no_such_thing }}",
    ],
)
def test_a_broken_or_prying_template_is_refused_and_prints_nothing(party_file, line):
    with pytest.raises(BadTemplate) as refused:
        filled(party_file, line)
    assert refused.value.facts["rule"] == "syntax"


def test_a_template_is_checked_like_any_upload(party_file):
    with pytest.raises(BadPaper):
        check_template(SentFile("mẫu.docx", b"PK\x03\x04 broken"))


@pytest.mark.parametrize(
    "line",
    [
        "{% if 9**(9**8) > 1 %}x{% endif %}",
        "{{ 'x' * 3000000000 }}",
        "{{ name|center(2000000000) }}",
        "{{ name|replace('a', 'aaaaaaaa') }}",
        "{{ range(9) }}",
        "{{ name.upper() }}",
        "{% set x = name %}{{ x }}",
        "{{ name ~ name }}",
        "{{ name|join(',')|join(',')|join(',')|join(',') }}",
        "{{ name.__class__.mro() }}",
        "{{ lipsum() }}",
        "{% include 'a' %}",
        "{% macro a() %}{% endmacro %}",
        "{{ '" + "x" * 300 + "' }}",
    ],
)
def test_a_template_says_names_conditions_loops_and_no_more(line):
    with pytest.raises(BadTemplate) as refused:
        check_template(SentFile("mẫu.docx", template(line)))
    assert refused.value.facts["rule"] == "not_allowed"


@pytest.mark.parametrize(
    "line", ["{{ name|upper }}", "{% if name %}x{% endif %}", "{{ grounds|join('; ') }}"]
)
def test_what_a_template_needs_is_allowed(line):
    check_template(SentFile("mẫu.docx", template(line)))


def test_loops_have_a_budget(party_file):
    deep = "".join(f"{{% for a{n} in grounds %}}" for n in range(16))
    line = deep + "x" + "{% endfor %}" * 16
    with pytest.raises(BadTemplate) as refused:
        filled(party_file, line)
    assert refused.value.facts["rule"] == "too_many_turns"
