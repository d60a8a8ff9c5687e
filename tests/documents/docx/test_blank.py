"""A paper carries what it uses: no styles of the library, no thumbnail, no clock."""

from __future__ import annotations

import io
import zipfile

import docx

from documents.docx.blank import blank, packed


def test_every_style_is_used_or_a_default_and_no_table_of_latent_ones_is_left():
    document = blank()
    named = {style.name for style in document.styles if not style.element.default}
    assert named == {"Header", "Header Char", "Footer", "Footer Char", "Table Grid"}
    assert "latentStyles" not in document.styles.element.xml


def test_the_file_is_a_third_of_what_the_library_makes_and_the_same_each_time():
    made = io.BytesIO()
    docx.Document().save(made)
    first, second = packed(blank()), packed(blank())
    assert first == second
    assert len(first) < len(made.getvalue()) / 3
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name or "custom" in name]


def test_what_is_written_into_one_is_in_no_other():
    blank().add_paragraph("của hồ sơ này")
    assert [p.text for p in blank().paragraphs] == []
