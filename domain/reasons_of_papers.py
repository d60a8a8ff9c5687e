"""Why a file, a template, a signature, a PDF or a number is refused; see domain/reasons.py."""

from __future__ import annotations

from enum import auto

from domain.reasons import Reason


class ExportRule(Reason):
    """Why no file for the document exchange is made."""

    NOT_ISSUED = auto()
    PARTY_PAPER = auto()
    NOT_SIGNED = auto()
    NO_RECIPIENT = auto()
    NO_ORGAN_ID = auto()


class PaperRule(Reason):
    """A file that cannot be taken; texts in `paper_rules`."""

    EMPTY = auto()
    TOO_LARGE = auto()
    OTHER_KIND = auto()
    NOT_WHAT_IT_SAYS = auto()
    BAD_NAME = auto()
    SECRET = auto()
    MAYBE_SECRET = auto()
    DAMAGED = auto()
    PASSWORD = auto()
    NOT_PLAIN_XML = auto()
    PICTURE_TOO_LARGE = auto()
    ZIP_BOMB = auto()
    TOO_HEAVY = auto()
    NOT_SHOWN = auto()
    MACROS = auto()
    NOT_SIGNED = auto()
    SIGNATURE_UNREADABLE = auto()
    NOT_TEMPLATE = auto()
    FORMULA = auto()
    TOO_LARGE_SHEET = auto()
    TOO_MANY_ROWS = auto()
    EXTERNAL_LINK = auto()
    ACTIVE_CONTENT = auto()
    TRACKED_CHANGES = auto()
    COMMENTS = auto()
    NO_TEXT = auto()
    TOO_LONG = auto()
    NO_NUMBER_LINE = auto()
    NO_DATE_LINE = auto()


class PdfRule(Reason):
    """What LibreOffice did not do."""

    ABSENT = auto()
    NOT_CLOSED = auto()
    TIMEOUT = auto()
    UNREADABLE = auto()
    NO_OUTPUT = auto()
    NOT_A_PDF = auto()
    TITLE_MISSING = auto()
    FONTS = auto()


class SignRule(Reason):
    """Why no signature is put on a paper: text, person, token, image."""

    NOT_ISSUED = auto()
    NO_FINAL = auto()
    OTHER_SIGNER = auto()
    ALREADY_PERSON = auto()
    ALREADY_BODY = auto()
    PERSON_FIRST = auto()
    OTHER_NAME = auto()
    SAME_CERTIFICATE = auto()
    TEXT_CHANGED = auto()
    OTHER_TICKET = auto()
    TICKET_OF_OTHER = auto()
    TICKET_REPLACED = auto()
    TICKET_EXPIRED = auto()
    NO_TICKET = auto()
    ANSWER_UNREADABLE = auto()
    SIGNATURES = auto()
    NOT_TRUSTED = auto()
    REVOKED = auto()
    OTHER_PAGES = auto()
    OTHER_PAGE = auto()
    OVER_PAGE = auto()
    HIDES_TEXT = auto()
    COPY_KEPT = auto()
    COPY_DOES_NOT_HOLD = auto()
    OTHER_PAPER = auto()
    NO_MODULE = auto()
    NO_TOKEN = auto()
    PIN_WRONG = auto()
    PIN_LOCKED = auto()
    NO_CERTIFICATE = auto()
    TOKEN = auto()
    EXPIRED = auto()
    NOT_YET_VALID = auto()
    FAILED = auto()
    NO_PDF = auto()
    NO_PLACE = auto()
    NO_ROOM = auto()
    NO_FIRST_SIGNATURE = auto()
    IMAGE_NOT_PNG = auto()
    IMAGE_BROKEN = auto()
    IMAGE_NOT_TRANSPARENT = auto()
    IMAGE_NOT_BLUE = auto()
    IMAGE_NOT_RED = auto()
    SEAL_WITHOUT_SIZE = auto()
    SEAL_SIZE = auto()


class TemplateRule(Reason):
    """An agency's own template that cannot be filled."""

    UNDECLARED = auto()
    SYNTAX = auto()
    NOT_ALLOWED = auto()
    TOO_MANY_TURNS = auto()


class VoidRule(Reason):
    """Why a number is not voided."""

    VOIDED_BEFORE = auto()
    NO_SUCH_SPAN = auto()
    SPAN_WITH_PAPERS = auto()
    GONE_OUT = auto()
