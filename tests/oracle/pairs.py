"""The pairs: every child of runs, paragraphs, tables, sections, styles and settings that prints."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.base import HOLES, Pair

VALUES = {
    "color": ("FF0000", "0000FF", "808080", "FFFFFF", "FEFEFE"),
    "highlight": ("yellow", "black", "cyan", "lightGray"),
    "sz": ("2", "20", "27", "29", "36"),
    "vertAlign": ("superscript", "subscript"),
    "spacing": ("20", "60", "-20"),
    "position": ("6", "-6"),
    "w": ("50", "90", "200"),
    "em": ("dot", "comma"),
    "effect": ("blinkBackground",),
    "u": ("single", "double", "dotted", "wave", "dash", "thick", "words"),
}
ON = ("b", "i", "strike", "dstrike", "caps", "smallCaps", "vanish", "specVanish", "webHidden")
ON += ("emboss", "imprint", "outline", "shadow", "rtl")
FONTS = ("Liberation Sans", "DejaVu Sans", "Courier New", "Symbol", "Wingdings", "OpenSymbol")
RUN_LOOKS = {
    "shading": '<w:shd w:val="clear" w:fill="FFFF00"/>',
    "shading pattern": '<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>',
    "border": '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="000000"/>',
    "coloured underline": '<w:u w:val="single" w:color="FF0000"/>',
    "style": '<w:rStyle w:val="Strong"/>',
    "fit text": '<w:fitText w:val="3000" w:id="1"/>',
    "two lines in one": '<w:eastAsianLayout w:id="1" w:combine="1"/>',
    "glow": '<w14:glow w14:rad="63500"><w14:srgbClr w14:val="FF0000"/></w14:glow>',
    "text outline": '<w14:textOutline w14:w="9525"><w14:solidFill><w14:srgbClr w14:val="FF0000"/>'
    "</w14:solidFill></w14:textOutline>",
    "text fill": '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FF0000"/></w14:solidFill>'
    "</w14:textFill>",
    "reflection": "<w14:reflection/>",
    "ligatures": '<w14:ligatures w14:val="all"/>',
    "theme colour": '<w:color w:val="FF0000" w:themeColor="accent1"/>',
}
RUNS = {
    "tab": "<w:tab/><w:t>Bổ nhiệm có thời hạn</w:t>",
    "break": "<w:br/><w:t>Bổ nhiệm có thời hạn</w:t>",
    "page break": '<w:br w:type="page"/><w:t>Bổ nhiệm có thời hạn</w:t>',
    "column break": '<w:br w:type="column"/><w:t>Bổ nhiệm có thời hạn</w:t>',
    "carriage return": "<w:cr/><w:t>Bổ nhiệm có thời hạn</w:t>",
    "no-break hyphen": "<w:t>Bổ</w:t><w:noBreakHyphen/><w:t> nhiệm có thời hạn</w:t>",
    "soft hyphen": "<w:t>Bổ</w:t><w:softHyphen/><w:t> nhiệm có thời hạn</w:t>",
    "symbol": '<w:t>Bổ nhiệm có thời hạn</w:t><w:sym w:font="Wingdings" w:char="F0FE"/>',
    "other symbol": '<w:t>Bổ nhiệm có thời hạn</w:t><w:sym w:font="Symbol" w:char="F0A8"/>',
    "position tab": '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="dot"/>'
    "<w:t>Bổ nhiệm có thời hạn</w:t>",
    "page number": "<w:t>Bổ nhiệm có thời hạn</w:t><w:pgNum/>",
    "long day": "<w:t>Bổ nhiệm có thời hạn</w:t><w:dayLong/>",
    "short month": "<w:t>Bổ nhiệm có thời hạn</w:t><w:monthShort/>",
    "footnote": '<w:t>Bổ nhiệm có thời hạn</w:t><w:footnoteReference w:id="1"/>',
    "note mark": "<w:t>Bổ nhiệm có thời hạn</w:t><w:annotationRef/>",
    "ruby": "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Bổ nhiệm"
    "</w:t></w:r></w:rubyBase></w:ruby>",
    "text box": '<w:pict><v:shape style="width:90pt;height:30pt"><v:textbox><w:txbxContent>'
    "<w:p><w:r>"
    "<w:t>chữ trong hình</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    "<w:t>Bổ nhiệm có thời hạn</w:t>",
    "other words": "<w:t>Miễn nhiệm có thời hạn</w:t>",
    "a letter": "<w:t>Bổ nhiệm có thời hẳn</w:t>",
    "a capital": "<w:t>Bổ Nhiệm có thời hạn</w:t>",
    "a space more": '<w:t xml:space="preserve">Bổ nhiệm  có thời hạn</w:t>',
    "a no-break space": "<w:t>Bổ nhiệm\u00a0có thời hạn</w:t>",
    "a zero-width space": "<w:t>Bổ nhiệm\u200b có thời hạn</w:t>",
    "an en dash": "<w:t>Bổ nhiệm – có thời hạn</w:t>",
    "a Cyrillic letter": "<w:t>Bổ nhiệm сó thời hạn</w:t>",
    "turned order": "<w:t>Bổ \u202enhiệm\u202c có thời hạn</w:t>",
    "nothing": "",
}
FIELDS = ("PAGE", "NUMPAGES", "DATE", "TIME", "AUTHOR", "TITLE", "FILENAME", "SEQ a", "QUOTE x")
FIELDS += ("USERNAME", "= 1 + 1", "STYLEREF Normal", "DOCPROPERTY x", "SYMBOL 254", "EQ \\f(1,2)")
FIELDS += ("SECTIONPAGES", "PAGE \\* roman", "ADVANCE \\u 12")
AFTER = {
    "equation": "<m:oMath><m:r><m:t>KHÔNG ĐỦ</m:t></m:r></m:oMath>",
    "equation paragraph": "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>",
    "content control": "<w:sdt><w:sdtContent><w:r><w:t> không</w:t></w:r></w:sdtContent></w:sdt>",
    "check box": '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>",
    "placeholder": "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t> gõ ở đây"
    "</w:t></w:r></w:sdtContent></w:sdt>",
    "data-bound control": '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>'
    "</w:sdtPr><w:sdtContent><w:r><w:t> số liệu</w:t></w:r></w:sdtContent></w:sdt>",
    "smart tag": '<w:smartTag w:element="x"><w:r><w:t> không</w:t></w:r></w:smartTag>',
    "custom XML": '<w:customXml w:element="x"><w:r><w:t> không</w:t></w:r></w:customXml>',
    "link": '<w:hyperlink w:anchor="x"><w:r><w:t> không</w:t></w:r></w:hyperlink>',
    "tracked insertion": '<w:ins w:id="1" w:author="a"><w:r><w:t> không</w:t></w:r></w:ins>',
    "moved text": '<w:moveTo w:id="1" w:author="a"><w:r><w:t> không</w:t></w:r></w:moveTo>',
    "direction": '<w:bdo w:val="rtl"><w:r><w:t> không phải</w:t></w:r></w:bdo>',
    "embedded direction": '<w:dir w:val="rtl"><w:r><w:t> không</w:t></w:r></w:dir>',
    "hidden copy": '<mc:AlternateContent><mc:Choice Requires="w14"><w:r><w:t> một</w:t></w:r>'
    "</mc:Choice><mc:Fallback><w:r><w:t> hai</w:t></w:r></mc:Fallback></mc:AlternateContent>",
}
PARAGRAPHS = {
    "alignment": ('<w:jc w:val="{}"/>', ("center", "right", "both", "distribute")),
    "left indent": ('<w:ind w:left="{}"/>', ("360", "900")),
    "right indent": ('<w:ind w:right="{}"/>', ("1800",)),
    "first line": ('<w:ind w:firstLine="{}"/>', ("567",)),
    "hanging": ('<w:ind w:left="720" w:hanging="{}"/>', ("720",)),
    "indent in letters": ('<w:ind w:firstLineChars="{}"/>', ("300",)),
    "space before": ('<w:spacing w:before="{}"/>', ("120", "480")),
    "space after": ('<w:spacing w:after="{}"/>', ("240",)),
    "lines": ('<w:spacing w:line="{}" w:lineRule="auto"/>', ("360", "480", "200")),
    "exact lines": ('<w:spacing w:line="{}" w:lineRule="exact"/>', ("300", "400")),
    "at least": ('<w:spacing w:line="{}" w:lineRule="atLeast"/>', ("600",)),
    "page before": ("<w:pageBreakBefore/>", ("",)),
    "border": (
        '<w:pBdr><w:{0} w:val="single" w:sz="8" w:space="1"/></w:pBdr>',
        ("top", "left", "bottom", "right"),
    ),
    "shading": ('<w:shd w:val="clear" w:fill="{}"/>', ("FFFF00", "000000")),
    "tab stop": ('<w:tabs><w:tab w:val="left" w:pos="{}"/></w:tabs>', ("4000",)),
    "number": ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>', ("1",)),
    "frame": ('<w:framePr w:w="3000" w:hAnchor="page" w:x="{}"/>', ("5000",)),
    "direction": ('<w:textDirection w:val="{}"/>', ("tbRl",)),
    "right to left": ("<w:bidi/>", ("",)),
    "style": ('<w:pStyle w:val="{}"/>', ("Indented",)),
    "line heights": ('<w:textAlignment w:val="{}"/>', ("top",)),
    "keep": ("<w:keepNext/><w:keepLines/>", ("",)),
    "section": ('<w:sectPr><w:pgSz w:w="{}" w:h="11906"/></w:sectPr>', ("16838",)),
    "hidden mark": ("<w:rPr><w:vanish/></w:rPr>", ("",)),
}
TABLES = {
    "tblpr": {
        "width": '<w:tblW w:w="8000" w:type="dxa"/>',
        "place": '<w:jc w:val="right"/>',
        "indent": '<w:tblInd w:w="1000" w:type="dxa"/>',
        "borders": '<w:tblBorders><w:top w:val="single" w:sz="8"/></w:tblBorders>',
        "inner borders": '<w:tblBorders><w:insideV w:val="double" w:sz="8"/></w:tblBorders>',
        "shading": '<w:shd w:val="clear" w:fill="FFFF00"/>',
        "layout": '<w:tblLayout w:type="fixed"/>',
        "cell margins": '<w:tblCellMar><w:left w:w="600" w:type="dxa"/></w:tblCellMar>',
        "cell spacing": '<w:tblCellSpacing w:w="100" w:type="dxa"/>',
        "style": '<w:tblStyle w:val="Grid"/>',
        "right to left": "<w:bidiVisual/>",
        "floating": '<w:tblpPr w:leftFromText="180" w:vertAnchor="page" w:tblpY="9000"/>',
    },
    "trpr": {
        "height": '<w:trHeight w:val="1200" w:hRule="exact"/>',
        "hidden": "<w:hidden/>",
        "heading": "<w:tblHeader/>",
        "cells before": '<w:gridBefore w:val="1"/><w:wBefore w:w="2500" w:type="dxa"/>',
        "place": '<w:jc w:val="right"/>',
    },
    "tcpr": {
        "border": '<w:tcBorders><w:bottom w:val="single" w:sz="12"/></w:tcBorders>',
        "diagonal": '<w:tcBorders><w:tl2br w:val="single" w:sz="12"/></w:tcBorders>',
        "shading": '<w:shd w:val="clear" w:fill="FFFF00"/>',
        "vertical place": '<w:vAlign w:val="bottom"/>',
        "merged": '<w:vMerge w:val="restart"/>',
        "turned": '<w:textDirection w:val="btLr"/>',
        "margins": '<w:tcMar><w:left w:w="900" w:type="dxa"/></w:tcMar>',
        "fit": "<w:tcFitText/>",
        "width": '<w:tcW w:w="1000" w:type="dxa"/>',
    },
}
SECTIONS = {
    "size": {
        "letter": '<w:pgSz w:w="12240" w:h="15840"/>',
        "across": '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
    },
    "sect": {
        "columns": '<w:cols w:num="2" w:space="708"/>',
        "column line": '<w:cols w:num="2" w:space="708" w:sep="1"/>',
        "line numbers": '<w:lnNumType w:countBy="1"/>',
        "page borders": '<w:pgBorders><w:top w:val="single" w:sz="12" w:space="1"/></w:pgBorders>',
        "first page": "<w:titlePg/>",
        "vertical place": '<w:vAlign w:val="center"/>',
        "page numbers": '<w:pgNumType w:start="7"/>',
        "grid": '<w:docGrid w:type="lines" w:linePitch="600"/>',
        "right to left": "<w:bidi/>",
        "gutter side": "<w:rtlGutter/>",
        "direction": '<w:textDirection w:val="tbRl"/>',
    },
    "header": {
        "words": "<w:p><w:r><w:t>Tỉnh ủy Gia Lai</w:t></w:r></w:p>",
        "weight": "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Tỉnh ủy Đắk Lắk</w:t></w:r></w:p>",
        "line more": HOLES["header"] * 2,
    },
    "footer": {
        "words": "<w:p><w:r><w:t>Trang đầu</w:t></w:r></w:p>",
        "page number": '<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        "</w:p>",
        "picture": '<w:p><w:r><w:pict><v:shape style="width:90pt;height:30pt"/></w:pict></w:r>'
        "</w:p>",
    },
    "normal": {
        "size": HOLES["normal"].replace("28", "26"),
        "colour": HOLES["normal"] + '<w:color w:val="FF0000"/>',
        "spacing": HOLES["normal"] + '<w:spacing w:val="20"/>',
    },
    "strong": {"weight": "", "capitals": "<w:b/><w:caps/>", "hidden": "<w:b/><w:vanish/>"},
    "indented": {
        "indent": '<w:ind w:left="1440"/>',
        "border": '<w:pBdr><w:bottom w:val="single" w:sz="8"/></w:pBdr>',
        "number": '<w:numPr><w:numId w:val="1"/></w:numPr>',
    },
    "defaults": {
        "spacing": '<w:pPrDefault><w:pPr><w:spacing w:after="200"/></w:pPr></w:pPrDefault>',
        "weight": "<w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault>",
    },
    "settings": {
        "hyphens": "<w:autoHyphenation/>",
        "mirrored": "<w:mirrorMargins/>",
        "even and odd": "<w:evenAndOddHeaders/>",
        "tab stop": '<w:defaultTabStop w:val="2000"/>',
        "gutter": "<w:gutterAtTop/>",
        "compatibility": "<w:compat><w:ulTrailSpace/></w:compat>",
    },
    "background": {"colour": '<w:background w:color="FFFF00"/>'},
    "body": {
        "paragraph": "<w:p><w:r><w:t>Điều 3. Thêm.</w:t></w:r></w:p>",
        "blank line": "<w:p/><w:p/>",
        "white words": '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>ẩn</w:t></w:r>'
        "</w:p>",
        "control": "<w:sdt><w:sdtContent><w:p><w:r><w:t>Thêm</w:t></w:r></w:p></w:sdtContent>"
        "</w:sdt>",
        "table": '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:p>'
        "<w:r><w:t>Ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    },
}
MARGINS = ("top", "left", "right", "header", "footer", "gutter")


def pairs() -> Iterator[Pair]:
    """Each against the base; names are unique."""
    yield from _looks()
    yield from _contents()
    for name, (xml, values) in PARAGRAPHS.items():
        yield from (Pair(f"paragraph: {name} {v}", {"ppr": xml.format(v)}) for v in values)
    for hole, changes in TABLES.items():
        for name, xml in changes.items():
            yield Pair(f"{hole}: {name}", {hole: _in_order(hole, name, xml)})
    for hole, changes in SECTIONS.items():
        yield from (Pair(f"{hole}: {name}", {hole: xml}) for name, xml in changes.items())
    for side in MARGINS:
        before = HOLES["margins"].partition(f'w:{side}="')[2].partition('"')[0]
        changed = HOLES["margins"].replace(f'w:{side}="{before}"', f'w:{side}="1500"')
        yield Pair(f"margin: {side}", {"margins": changed})


def _looks() -> Iterator[Pair]:
    for name, values in VALUES.items():
        for value in values:
            yield Pair(f"run: {name} {value}", {"rpr": f'<w:{name} w:val="{value}"/>'})
    yield from (Pair(f"run: {name}", {"rpr": f"<w:{name}/>"}) for name in ON)
    for font in FONTS:
        xml = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        yield Pair(f"run: font {font}", {"rpr": xml})
    yield from (Pair(f"run: {name}", {"rpr": xml}) for name, xml in RUN_LOOKS.items())


def _contents() -> Iterator[Pair]:
    yield from (Pair(f"content: {name}", {"run": xml}) for name, xml in RUNS.items())
    yield from (Pair(f"after: {name}", {"after": xml}) for name, xml in AFTER.items())
    for code in FIELDS:
        shown = "<w:r><w:t>9</w:t></w:r>"
        simple = f'<w:fldSimple w:instr=" {code} ">{shown}</w:fldSimple>'
        yield Pair(f"field: {code}", {"after": simple})
        marks = [
            f'<w:r><w:fldChar w:fldCharType="{m}"/></w:r>' for m in ("begin", "separate", "end")
        ]
        whole = (
            f"{marks[0]}<w:r><w:instrText> {code} </w:instrText></w:r>{marks[1]}{shown}{marks[2]}"
        )
        yield Pair(f"field in parts: {code}", {"after": whole})


def _in_order(hole: str, name: str, xml: str) -> str:
    """What stands first in the schema stands first; a width replaces the width."""
    if name == "width":
        return xml
    return xml + HOLES[hole] if name in ("style", "floating") else HOLES[hole] + xml
