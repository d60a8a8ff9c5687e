"""One draft as a package with holes, and pairs of it that differ in what one hole holds."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' mc:Ignorable="w14"'
)
HOLES = {
    "rpr": "",
    "run": "<w:t>Bổ nhiệm có thời hạn</w:t>",
    "after": "",
    "ppr": "",
    "tblpr": '<w:tblW w:w="5000" w:type="dxa"/>',
    "grid": '<w:gridCol w:w="2500"/><w:gridCol w:w="2500"/>',
    "trpr": "",
    "tcpr": '<w:tcW w:w="2500" w:type="dxa"/>',
    "body": "",
    "size": '<w:pgSz w:w="11906" w:h="16838"/>',
    "margins": '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567"'
    ' w:footer="567" w:gutter="0"/>',
    "sect": "",
    "header": "<w:p><w:r><w:t>Tỉnh ủy Đắk Lắk</w:t></w:r></w:p>",
    "footer": "<w:p><w:r><w:t>Trang cuối</w:t></w:r></w:p>",
    "defaults": "",
    "normal": '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/>',
    "strong": "<w:b/>",
    "indented": '<w:ind w:left="720"/>',
    "styles": "",
    "settings": "",
    "background": "",
}
DOCUMENT = """<w:document {spaces}>{background}<w:body>
<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>
<w:t>QUYẾT ĐỊNH</w:t></w:r></w:p>
<w:p><w:r><w:t>Đoạn đứng trước.</w:t></w:r></w:p>
<w:p><w:pPr>{ppr}</w:pPr><w:r><w:t xml:space="preserve">Điều 1. </w:t></w:r>
<w:r><w:rPr>{rpr}</w:rPr>{run}</w:r>{after}
<w:r><w:t xml:space="preserve"> năm (05) năm đồng chí Y Thông Êban giữ chức vụ Phó Giám đốc Báo và
 phát thanh, truyền hình Đắk Lắk, kể từ ngày ký, theo quy định hiện hành về bổ nhiệm cán bộ của
 Đảng.</w:t></w:r></w:p>
<w:p><w:r><w:t>Đoạn đứng sau.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Indented"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr>
<w:t>Điều 2. Có hiệu lực.</w:t></w:r></w:p>
<w:tbl><w:tblPr>{tblpr}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>
<w:tr><w:trPr>{trpr}</w:trPr>
<w:tc><w:tcPr>{tcpr}</w:tcPr><w:p><w:r><w:t>Nơi nhận</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>TM. TỈNH ỦY</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Như Điều 3</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>BÍ THƯ</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl>{body}<w:p/><w:sectPr><w:headerReference w:type="default" r:id="h1"/>
<w:footerReference w:type="default" r:id="f1"/>{size}{margins}{sect}</w:sectPr></w:body>
</w:document>"""
STYLES = """<w:styles {spaces}><w:docDefaults>{defaults}</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal">
<w:name w:val="Normal"/><w:rPr>{normal}</w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Indented"><w:name w:val="Indented"/>
<w:basedOn w:val="Normal"/>
<w:pPr>{indented}</w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>
<w:rPr>{strong}</w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8"/><w:insideH w:val="single" w:sz="8"/></w:tblBorders></w:tblPr>
</w:style>
{styles}</w:styles>"""
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{TYPE}.{part.rstrip("1")}+xml"/>'
        for part in ("styles", "settings", "header1", "footer1", "footnotes", "numbering")
    )
    + "</Types>"
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
FOOTNOTES = (
    f"<w:footnotes {SPACES}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Chú thích</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
NUMBERING = (
    f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@dataclass(frozen=True)
class Pair:
    """`name` says what differs; `changed` are the holes filled otherwise than in the base."""

    name: str
    changed: dict[str, str]


def package(changed: dict[str, str] | None = None) -> bytes:
    """The draft with its holes filled, the changed ones otherwise."""
    holes = HOLES | (changed or {}) | {"spaces": SPACES}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS.format(_link("d", "officeDocument", "word/document.xml")),
        "word/document.xml": DOCUMENT.format(**holes),
        "word/styles.xml": STYLES.format(**holes),
        "word/settings.xml": f"<w:settings {SPACES}>{holes['settings']}</w:settings>",
        "word/header1.xml": f"<w:hdr {SPACES}>{holes['header']}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {SPACES}>{holes['footer']}</w:ftr>",
        "word/footnotes.xml": FOOTNOTES,
        "word/numbering.xml": NUMBERING,
        "word/media/image1.png": PNG,
        "word/_rels/document.xml.rels": LINKS.format(
            "".join(
                _link(id_, kind, target)
                for id_, kind, target in (
                    ("s1", "styles", "styles.xml"),
                    ("s2", "settings", "settings.xml"),
                    ("h1", "header", "header1.xml"),
                    ("f1", "footer", "footer1.xml"),
                    ("n1", "footnotes", "footnotes.xml"),
                    ("n2", "numbering", "numbering.xml"),
                    ("p1", "image", "media/image1.png"),
                )
            )
        ),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name, body)
    return made.getvalue()


def _link(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="{R}/{kind}" Target="{target}"/>'
