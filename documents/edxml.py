"""One State paper as an .edxml file for the national document exchange.

Standard: QCVN 102:2016/BTTTT (Circular 10/2016, amended by 01/2022). Not read: its text. Read: the
sample edoc_new.edxml of the official SDK, whose element names, order and formats are followed,
"Bussiness" included. Reported by a secondary source: list B, where 2 is a decision about one
matter; public code fills Type and TypeDetail differently, so a real gateway must be tried. Elements
whose meaning was not read (SteeringType, SphereOfPromulgation, Direction) and all optional contact
data are left out; nothing is invented. The XML signature is the sending gateway's work.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

from documents.content.blocks import Foot, Header
from documents.content.context import Context
from documents.frame.foot import REPORTED_TO
from documents.frame.frame import subject_of
from documents.render import blocks_of
from domain.calendar.clock import local
from domain.errors import CannotExport
from domain.facts.decisions import DecisionIssued
from domain.law.agencies import Agency
from domain.law.procedure import Purpose
from domain.law.routing import agency_for

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
ADMINISTRATIVE = "1"  # DocumentType/Type of the sample, an ordinary administrative paper
DECISION = "2"  # list B: quyết định cá biệt
NEW_PAPER = "0"
ONLY_ELECTRONIC = "0"

ElementTree.register_namespace("edXML", NAMESPACE)
Content = str | Sequence[tuple[str, "Content"]]


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed PDF that goes out: its file name, its bytes, how many pages it has."""

    name: str
    content: bytes
    pages: int


def check_exportable(context: Context) -> DecisionIssued:
    """The decision, if it is issued and a State paper. Raises CannotExport."""
    decision = context.file.decision
    if decision is None or decision.paper != context.paper.id:
        raise CannotExport(rule=CannotExport.Rule.NOT_ISSUED)
    if context.party:
        raise CannotExport(rule=CannotExport.Rule.PARTY_PAPER, issuer=context.issuer.code)
    return decision


def edxml(
    context: Context, signed: Signed, to: Sequence[Agency], *, staff: str, at: datetime
) -> bytes:
    """The file, UTF-8. Raises CannotExport: not exportable, no recipient, an identifier missing."""
    issuer, decision = context.issuer, check_exportable(context)
    if not to:
        raise CannotExport(rule=CannotExport.Rule.NO_RECIPIENT)
    if lacking := [body.code for body in (issuer, *to) if not body.organ_id]:
        raise CannotExport(rule=CannotExport.Rule.NO_ORGAN_ID, agencies=lacking)
    root = _element(
        "edXML",
        [
            (
                "edXMLEnvelope",
                [
                    (
                        "edXMLHeader",
                        [
                            ("MessageHeader", _message(context, decision, signed, to)),
                            ("TraceHeaderList", _trace(context, decision, staff, at)),
                        ],
                    ),
                    ("edXMLBody", [("edXMLManifest", [("Reference", _reference(signed))])]),
                ],
            ),
            (
                "AttachmentEncoded",
                [
                    (
                        "Attachment",
                        [
                            *_reference(signed),
                            ("ContentTransferEncoded", _zipped(signed, decision)),
                        ],
                    )
                ],
            ),
        ],
    )
    text: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def state_recipients(context: Context) -> tuple[Agency, ...]:
    """The State bodies among those the decision goes to; Party bodies have their own network."""
    step = context.file.law.procedure.step_for(Purpose.OPINION_ROUND)
    roles = (*REPORTED_TO, *(step.asks if step else ()))
    file = context.file
    found = (
        agency_for(file.law.agencies, role, press_agency=file.case.press_agency, day=file.day)
        for role in roles
    )
    return tuple(body for body in found if body.layout == "state" and body != context.issuer)


def _message(
    context: Context, decision: DecisionIssued, signed: Signed, to: Iterable[Agency]
) -> list[tuple[str, Content]]:
    blocks = blocks_of(context)
    foot = next(block for block in blocks if isinstance(block, Foot))
    header = next(block for block in blocks if isinstance(block, Header))
    number, _, notation = decision.symbol.partition("/")
    place = header.place_date.split(",")[0]
    subject = subject_of(context)
    return [
        ("From", _body(context, context.issuer)),
        *(("To", _body(context, body)) for body in to),
        ("DocumentId", _document_id(context, decision)),
        ("Code", [("CodeNumber", number), ("CodeNotation", notation)]),
        (
            "PromulgationInfo",
            [("Place", place), ("PromulgationDate", f"{decision.dated:%Y/%m/%d}")],
        ),
        (
            "DocumentType",
            [("Type", ADMINISTRATIVE), ("TypeDetail", DECISION), ("TypeName", "Quyết định")],
        ),
        ("Subject", subject),
        ("Content", subject),
        (
            "SignerInfo",
            [
                ("Competence", " ".join(foot.authority)),
                ("Position", foot.title),
                ("FullName", decision.signer),
            ],
        ),
        ("OtherInfo", [("Priority", "0"), ("PageAmount", str(signed.pages))]),
        ("ToPlaces", [("Place", name) for name in foot.recipients]),
    ]


def _body(context: Context, body: Agency) -> list[tuple[str, Content]]:
    day = context.file.day
    parent = context.file.law.agencies.get(body.parent) if body.parent else body
    return [
        ("OrganId", body.organ_id),
        ("OrganizationInCharge", parent.name(day).full),
        ("OrganName", body.name(day).full),
    ]


def _trace(
    context: Context, decision: DecisionIssued, staff: str, at: datetime
) -> list[tuple[str, Content]]:
    issuer = context.issuer
    return [
        (
            "TraceHeader",
            [("OrganId", issuer.organ_id), ("Timestamp", f"{local(at):%Y/%m/%d %H:%M:%S}")],
        ),
        (
            "Bussiness",
            [
                ("DocumentId", _document_id(context, decision)),
                ("BussinessDocType", NEW_PAPER),
                ("BussinessDocReason", "Văn bản điện tử mới"),
                ("Paper", ONLY_ELECTRONIC),
                (
                    "StaffInfo",
                    [("Department", issuer.name(context.file.day).full), ("Staff", staff)],
                ),
            ],
        ),
    ]


def _document_id(context: Context, decision: DecisionIssued) -> str:
    return f"{context.issuer.organ_id},{decision.dated:%Y/%m/%d},{decision.symbol}"


def _reference(signed: Signed) -> list[tuple[str, Content]]:
    return [
        ("ContentId", "cid:1"),
        ("ContentType", "application/zip"),
        ("Description", signed.name),
        ("AttachmentName", signed.name),
    ]


def _zipped(signed: Signed, decision: DecisionIssued) -> str:
    """Base64 of a ZIP with the one file, dated by the paper: same paper, same bytes."""
    packed = io.BytesIO()
    day = decision.dated
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        item = zipfile.ZipInfo(signed.name, (day.year, day.month, day.day, 0, 0, 0))
        item.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(item, signed.content)
    return base64.b64encode(packed.getvalue()).decode("ascii")


def _element(name: str, content: Content) -> ElementTree.Element:
    made = ElementTree.Element(f"{{{NAMESPACE}}}{name}")
    if isinstance(content, str):
        made.text = content
    else:
        made.extend([_element(*child) for child in content])
    return made
