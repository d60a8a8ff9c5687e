"""An empty document to write into, and the file it becomes.

What python-docx begins with carries a hundred styles that no paper uses (350 KB to read and to
write again for each), a thumbnail and stale parts. They are cut away once.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache

import docx
from docx.document import Document
from docx.oxml.ns import qn

STALE = ("/thumbnail", "/stylesWithEffects", "/customXml")  # ends of relationship types
USED = {"Normal", "Header", "Header Char", "Footer", "Footer Char", "Table Grid"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can carry


def blank() -> Document:
    """A document of our own, with the styles papers use and nothing else."""
    return docx.Document(io.BytesIO(_bare()))


@cache
def _bare() -> bytes:
    document = docx.Document()
    styles = document.styles.element
    for style in document.styles:
        if style.name not in USED and not style.element.default:
            styles.remove(style.element)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)
    return packed(document)


def packed(document: Document) -> bytes:
    """The bytes of the file: no stale parts, no clock, so the same input gives the same bytes."""
    _drop_stale(document)
    raw, clean = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return clean.getvalue()


def _drop_stale(document: Document) -> None:
    """A part that nothing points at is not written: cut what a template drags along."""
    for holder in (document.part.rels, document.part.package.rels):
        for rel_id, relation in list(holder.items()):
            if relation.reltype.endswith(STALE):
                del holder[rel_id]
