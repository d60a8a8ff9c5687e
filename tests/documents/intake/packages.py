"""Office packages for tests: saved by python-docx, with a part changed or added."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document


def saved(*lines: str) -> bytes:
    document = Document()
    for said in lines or ("Quyết định",):
        document.add_paragraph(said)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def with_part(content: bytes, name: str, change) -> bytes:
    """The same package with one part changed or added."""
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(raw, "w", 8) as new:
        parts = {part: old.read(part) for part in old.namelist()}
        parts[name] = change(parts.get(name, b""))
        for part, body in parts.items():
            new.writestr(part, body)
    return raw.getvalue()


def in_body(xml: bytes) -> bytes:
    return with_part(
        saved(), "word/document.xml", lambda old: old.replace(b"<w:sectPr", xml + b"<w:sectPr", 1)
    )


def relation(kind: str) -> bytes:
    rel = (
        f'<Relationship Id="x9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="http://example.org/x" TargetMode="External"/>'
    ).encode()
    return with_part(
        saved(),
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", rel + b"</Relationships>"),
    )


def twice() -> bytes:
    raw = io.BytesIO(saved())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(raw, "a") as package:
        package.writestr("word/document.xml", b"<other/>")
    return raw.getvalue()
