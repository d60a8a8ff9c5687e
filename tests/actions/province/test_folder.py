"""The province as a folder: written out as it is, taken in whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from actions.audit.verifying import verify
from actions.directory.directory import add_seat
from actions.province.change import TAKEN_OVER
from actions.province.files import export_province, import_province
from domain.directory.actors import Power, Seat
from domain.errors import BadInput, BadLawFile, BadProvince
from tests.actions.province.test_change import DAY, changes, entry, faults_of


@pytest.fixture
def folder(lite, tmp_path):
    """The province as it is written out."""
    to = tmp_path / "province"
    to.mkdir()
    for name, said in export_province(lite).items():
        (to / name).write_text(said, "utf-8")
    return to


def test_a_folder_written_out_is_taken_in_as_it_is(lite, folder):
    with pytest.raises(BadInput) as refused:
        import_province(lite, entry(), folder, reason="vì")
    assert refused.value.facts["rule"] == "nothing_changed"


def edit(folder, old, new, name="agencies.yaml"):
    path = folder / name
    said = path.read_text("utf-8")
    assert old in said
    path.write_text(said.replace(old, new, 1), "utf-8")
    return 1 + said[: said.index(old)].count("\n")


def test_a_folder_is_tried_and_then_taken_in_whole(lite, folder):
    edit(folder, "Tạp chí Chư Yang Sin", "Tạp chí Khác")
    tried = import_province(lite, entry(), folder, reason="vì", try_only=True)
    assert list(tried.edit.put) == ["bodies/CYS"]
    assert len(changes(lite)) == 1
    assert import_province(lite, entry(), folder, reason="vì").waits is False
    assert [change.what for change in changes(lite)] == ["folder_taken", TAKEN_OVER]
    assert verify(lite) == []


def test_a_folder_with_a_fault_changes_nothing_and_names_file_and_line(lite, folder):
    edit(folder, "Tạp chí Chư Yang Sin", "Tạp chí Khác")
    line = edit(folder, "- role: inspection_committee", "- role: directing_body")
    with pytest.raises(BadProvince) as refused:
        import_province(lite, entry(), folder, reason="vì")
    found = {(f.file, str(f.why)) for f in refused.value.facts["faults"]}
    assert ("agencies.yaml", "two_hold") in found
    (two,) = {f.line for f in refused.value.facts["faults"] if f.why == "two_hold"}
    assert abs(two - line) < 20
    assert len(changes(lite)) == 1


@pytest.mark.parametrize(
    ("old", "new", "shape"),
    [
        ("layout: party", "layout: x", "not_on_list"),
        ("  layout: party", "  lay: party", "unknown_key"),
        ("- code: BTVTU", "- code: TU", "doubled"),
    ],
)
def test_a_row_that_cannot_be_is_named_by_file_and_line(lite, folder, old, new, shape):
    line = edit(folder, old, new)
    with pytest.raises(BadLawFile) as refused:
        import_province(lite, entry(), folder, reason="vì")
    assert refused.value.facts["file"] == "agencies.yaml"
    assert refused.value.facts["shape"] == shape
    assert shape == "doubled" or refused.value.facts["line"] == line


def test_a_body_with_people_is_not_taken_away(lite, folder):
    said = (folder / "agencies.yaml").read_text("utf-8")
    start = said.index("- code: HNB\n")
    (folder / "agencies.yaml").write_text(
        said[:start] + said[said.index("- code:", start + 5) :], "utf-8"
    )
    seat = Seat("vothimyhanh", "HNB", "Ủy viên", frozenset({Power.SIGN}), DAY, date(2030, 1, 1))
    add_seat(lite, entry("seat"), seat)
    with pytest.raises(BadInput) as refused:
        import_province(lite, entry(), folder, reason="vì")
    assert (refused.value.facts["rule"], refused.value.facts["value"]) == ("body_used", "HNB")


def test_a_body_of_the_centre_is_no_row_of_a_province(lite, folder):
    edit(folder, "level: province", "level: central")
    with pytest.raises(BadProvince) as refused:
        import_province(lite, entry(), folder, reason="vì")
    assert "central" in {why for _, why in faults_of(refused)}
