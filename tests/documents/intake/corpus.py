"""Files as people and attackers bring them, made here: one generator each, nothing kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pillow_heif
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from bootstrap.demonstration.scans import scan
from tests.documents.intake.packages import relation, saved, with_part

pillow_heif.register_heif_opener()
USUAL, STRICT = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"


def picture(kind: str, size: tuple[int, int] = (60, 40), **how: object) -> bytes:
    raw = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(raw, kind, **how)
    return raw.getvalue()


def several(kind: str = "TIFF") -> bytes:
    raw = io.BytesIO()
    pages = [Image.new("1", (40, 60), colour) for colour in (0, 1, 0)]
    pages[0].save(raw, kind, save_all=True, append_images=pages[1:])
    return raw.getvalue()


def wide_png(width: int = 40_000, height: int = 40_000) -> bytes:
    """Says it is large; what follows is short."""
    raw = bytearray(picture("PNG"))
    raw[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    import zlib

    raw[29:33] = zlib.crc32(bytes(raw[12:29])).to_bytes(4, "big")
    return bytes(raw)


def changed(change: Callable[[PdfWriter], object], text: str = "A paper") -> bytes:
    writer, raw = PdfWriter(PdfReader(io.BytesIO(scan(text)))), io.BytesIO()
    change(writer)
    writer.write(raw)
    return raw.getvalue()


def locked(user: str, owner: str = "owner") -> bytes:
    return changed(lambda w: w.encrypt(user, owner, algorithm="AES-256"))


def launches(writer: PdfWriter) -> None:
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    )


def runs_script(writer: PdfWriter) -> None:
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("a(1)")}
    )


def hidden_script() -> bytes:
    """The name of the action spelt with numbers."""
    plain = changed(runs_script)
    return plain.replace(b"/JavaScript", b"/Java#53cript").replace(b"/JS", b"/#4aS")


def sheet(**cells: object) -> bytes:
    book, raw = Workbook(), io.BytesIO()
    for place, value in cells.items():
        book.active[place] = value
    book.save(raw)
    return raw.getvalue()


def strict_docx(*lines: str) -> bytes:
    """Strict Open XML, as Word saves it when asked to."""
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(*lines))) as old, zipfile.ZipFile(raw, "w", 8) as new:
        for part in old.namelist():
            body = old.read(part)
            for name in (b"wordprocessingml", b"officeDocument", b"drawingml"):
                body = body.replace(b'"' + USUAL + name + b"/2006/", b'"' + STRICT + name + b"/")
            new.writestr(part, body)
    return raw.getvalue()


def named_in_content_types(part: str, said: bytes) -> bytes:
    override = b'<Override PartName="/%s" ContentType="%s"/>' % (part.encode(), said)
    return with_part(
        saved(), "[Content_Types].xml", lambda old: old.replace(b"</Types>", override + b"</Types>")
    )


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)


def packed(**parts: bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in parts.items():
            new.writestr(name.replace("__", "/"), body)
    return raw.getvalue()


def split_field() -> bytes:
    """INCLUDEPICTURE cut into runs, its first letters written by a field inside."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "end"))
    said = [f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in ("INCLUDE", "PICTURE x")]
    return _body("<w:p>" + begin + said[0] + said[1] + end + "</w:p>")


def built_field() -> bytes:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "end"))
    inner = begin + "<w:r><w:instrText>QUOTE INCLUDE</w:instrText></w:r>" + end
    rest = "<w:r><w:instrText>TEXT file</w:instrText></w:r>"
    return _body("<w:p>" + begin + inner + rest + end + "</w:p>")


def _body(xml: str) -> bytes:
    return with_part(
        saved(),
        "word/document.xml",
        lambda old: old.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1),
    )


def other_prefix(xml: str) -> bytes:
    """The same names under a prefix of their own."""
    said = xml.replace("<x:", "<x:", 1).replace(
        " ", ' xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ', 1
    )
    return _body(said)


def in_utf_16() -> bytes:
    return with_part(
        saved(),
        "word/document.xml",
        lambda old: (
            old.decode()
            .replace("encoding='UTF-8'", 'encoding="UTF-16"')
            .replace('encoding="UTF-8"', 'encoding="UTF-16"')
            .encode("utf-16")
        ),
    )


def escaped_mode() -> bytes:
    return with_part(
        relation("image"),
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b'"External"', b'"&#69;xternal"'),
    )


def decoy() -> bytes:
    """An attribute that names a hyperlink beside the type that is none."""
    return with_part(
        relation("image"),
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b'Id="x9"', b'Id="x9" x="/relationships/hyperlink"'),
    )


PDF = scan("A paper")
OK = "ok"
# File name → bytes and what every door that takes the kind says.
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "to-trinh.pdf": (lambda: PDF, OK),
    "co-BOM.pdf": (lambda: b"\xef\xbb\xbf" + PDF, OK),
    "xuong-dong.pdf": (lambda: b"\r\n" + PDF, OK),
    "khoa-in.pdf": (lambda: locked("", "owner"), OK),
    "duoi-thua.pdf": (lambda: PDF + bytes(300), OK),
    "mat-khau.pdf": (lambda: locked("secret"), "password"),
    "chin-byte.pdf": (lambda: b"%PDF-1.7\n", "damaged"),
    "cut.pdf": (lambda: PDF[: len(PDF) // 3], "damaged"),
    "cut-cuoi.pdf": (lambda: PDF[:-40], "damaged"),
    "khong-trang.pdf": (
        lambda: PDF.replace(b"/Count 1", b"/Count 0").replace(b"3 0 R]", b"]"),
        "damaged",
    ),
    "trang-mat.pdf": (lambda: PDF.replace(b"/Type /Page ", b"/Type /Pagx "), "damaged"),
    "ma-lenh.pdf": (lambda: changed(runs_script), "active_content"),
    "ma-an.pdf": (hidden_script, "active_content"),
    "chay.pdf": (lambda: changed(launches), "active_content"),
    "kem-exe.pdf": (lambda: changed(lambda w: w.add_attachment("a.exe", b"MZ")), "active_content"),
    "kem-gia.pdf": (
        lambda: changed(lambda w: w.add_attachment("a.txt", b"MZ..")),
        "active_content",
    ),
    "kem-xml.pdf": (lambda: changed(lambda w: w.add_attachment("a.xml", b"<a/>")), OK),
    "anh.jpg": (lambda: picture("JPEG"), OK),
    "anh-khac-ten.jpg": (lambda: picture("PNG"), OK),
    "bon-byte.jpg": (lambda: b"\xff\xd8\xff\xe0", "damaged"),
    "nua-anh.jpg": (lambda: picture("JPEG", (300, 300))[:4000], "damaged"),
    "anh.png": (lambda: picture("PNG"), OK),
    "nua-anh.png": (lambda: picture("PNG", (200, 200))[:-3000], "damaged"),
    "anh-lon.png": (wide_png, "picture_too_large"),
    "dien-thoai.heic": (lambda: picture("HEIF"), OK),
    "dien-thoai.jpg": (lambda: picture("HEIF"), OK),
    "hong.heic": (lambda: picture("HEIF")[:300], "damaged"),
    "quet.tif": (lambda: picture("TIFF"), OK),
    "quet-ba-trang.tif": (several, OK),
    "hong.tif": (lambda: picture("TIFF")[:200], "damaged"),
    "zalo.webp": (lambda: picture("WEBP"), OK),
    "hong.webp": (lambda: picture("WEBP")[:100], "damaged"),
    "sua.docx": (lambda: saved("Quyết định"), OK),
    "strict.docx": (lambda: strict_docx("Quyết định"), OK),
    "ten-sai.doc": (lambda: saved("Quyết định"), "not_what_it_says"),
    "hong.docx": (lambda: saved()[:2000], "damaged"),
    "hong.xlsx": (lambda: b"PK\x03\x04 broken", "damaged"),
    "macro.docx": (lambda: with_part(saved(), "word/vbaProject.bin", lambda _: b"x"), "macros"),
    "nhung.docx": (
        lambda: with_part(saved(), "word/embeddings/a.bin", lambda _: b"x"),
        "active_content",
    ),
    "truong-cat.docx": (split_field, "active_content"),
    "truong-ghep.docx": (built_field, "active_content"),
    "lien-ket.docx": (lambda: relation("image"), "external_link"),
    "lien-ket-ma-hoa.docx": (escaped_mode, "external_link"),
    "lien-ket-nguy-trang.docx": (decoy, "external_link"),
    "utf-16.docx": (in_utf_16, "not_plain_xml"),
    "dtd.docx": (
        lambda: with_part(
            saved(),
            "word/styles.xml",
            lambda old: old.replace(b"<w:styles", b"<!DOCTYPE x><w:styles", 1),
        ),
        "not_plain_xml",
    ),
    "bom-nen.docx": (
        lambda: with_part(saved(), "word/media/a.bin", lambda _: bytes(30_000_000)),
        "zip_bomb",
    ),
    "bang.xlsx": (lambda: sheet(A1="x"), OK),
    "cu.doc": (lambda: ole("WordDocument"), "other_kind"),
    "cu.docx": (lambda: ole("WordDocument"), "other_kind"),
    "khoa.docx": (lambda: ole("EncryptedPackage"), "password"),
    "bang-cu.xls": (lambda: ole("Workbook"), "other_kind"),
    "nen.zip": (lambda: packed(a=b"x"), "other_kind"),
    "nen.rar": (lambda: b"Rar!\x1a\x07\x01\x00", "other_kind"),
    "odt.odt": (lambda: packed(mimetype=b"application/vnd.oasis.opendocument.text"), "other_kind"),
    "so.csv": (lambda: "Họ và tên\n".encode("utf-16"), "other_kind"),
    "so-1258.csv": (lambda: "Họ và tên".encode() + b"\xd3\n", "other_kind"),
    "chay.exe": (lambda: b"MZ\x90", "other_kind"),
    "chay.pdf.pdf": (lambda: b"MZ\x90%PDF-1.4", "other_kind"),
    "trang.html": (lambda: b"<!doctype html><p>x", "other_kind"),
    "phim.mp4": (lambda: b"\0\0\0\x18ftypmp42" + bytes(20), "other_kind"),
    "anh.gif": (lambda: picture("GIF"), "other_kind"),
    "rong.pdf": (lambda: b"", "empty"),
}
