"""Why something is refused: the closed sets of codes behind a refusal's `rule`, `gate` or `why`.

Each has its sentence in templates/messages/vi.yaml and en.yaml, under the code of its class and a
stroke ("input.bad/missing"); tests/notifications/test_reasons.py holds both to each other. Numbers
and names are facts of the refusal, never part of a code.
"""

from __future__ import annotations

from enum import StrEnum, auto


class Reason(StrEnum):
    """A code; shown and stored as its text."""

    def __repr__(self) -> str:
        return repr(self.value)


class BallotRule(Reason):
    """Why no ballot on screen is taken or opened here."""

    ALREADY_OPEN = auto()
    RECUSED_VOTED = auto()
    NOT_OPEN = auto()
    ON_SCREEN = auto()
    NO_KEYS = auto()
    SEALED = auto()
    NOT_SEALED = auto()
    SHARES_MISSING = auto()
    SUMS_DIFFER = auto()
    KEY_FIXED = auto()
    SHARE_GIVEN = auto()
    SLIP_SHOWN = auto()
    TOO_FEW = auto()
    READABLE = auto()


class ChangeRule(Reason):
    """Why a decision cannot be changed by another."""

    NOT_ISSUED = auto()
    UNDONE = auto()


class CouncilFault(Reason):
    """What is wrong with a discipline council."""

    SEATS = auto()
    UNKNOWN_SEAT = auto()
    TWICE = auto()
    BARRED = auto()
    SECRETARY_IS_MEMBER = auto()
    SECRETARY_NO_MEMBER = auto()


class DraftRule(Reason):
    """Why a text is changed no more."""

    NOT_OFFERED = auto()


class Gate(Reason):
    """A condition of issuing a decision, as a refusal or as a question to a person."""

    CONSENT_MISSING = auto()
    CONSENT_LATER = auto()
    TERM_UNKNOWN = auto()
    TOO_LATE = auto()
    NOT_HEARD = auto()
    SILENT_TOO_EARLY = auto()
    NOT_SERVED = auto()
    SERVED_AFTER = auto()
    NO_COUNCIL = auto()
    COUNCIL_FAULTY = auto()
    COUNCIL_QUORUM = auto()
    NOT_SUMMONED = auto()
    SUMMONED_LATE = auto()
    ATTENDANCE_UNKNOWN = auto()
    ABSENT_ONCE = auto()
    RULE_NOT_MET = auto()
    PAPER_NOT_MET = auto()
    CONSENT_OWED = auto()
    TEXT_FILLABLE = auto()
    TEXT_SECRET = auto()
    AGENCY_ENDED = auto()
    DOCUMENT_OWED = auto()
    RULE_PERSON_DECIDES = auto()
    RULE_DATA_MISSING = auto()
    PAPER_DATA_MISSING = auto()
    TEXT_BLANKS = auto()
    TEXT_FAULTS = auto()
    POST_NOT_HELD = auto()
    POST_HELD = auto()
    POST_FILLED = auto()
    OTHER_CASE = auto()


class InputRule(Reason):
    """A field that cannot be."""

    NOT_A_CHOICE = auto()
    NOT_AN_HOUR = auto()
    TOO_LONG = auto()
    TEXT_TOO_LONG = auto()
    USE_ISSUE = auto()
    DATED_RECEIVED_TODAY = auto()
    NOT_IN_DOSSIER = auto()
    USE_COUNT = auto()
    NO_BALLOT = auto()
    IN_USE = auto()
    EMPTY = auto()
    UNKNOWN_FORM = auto()
    MISSING = auto()
    ONE_PERSON = auto()
    FUTURE = auto()
    A_COUNT = auto()
    OTHER_PERSON = auto()
    NO_DECISION = auto()
    BARRED = auto()
    OBSERVER = auto()
    THREE_TELLERS = auto()
    TELLER_BARRED = auto()
    ONE_BODY = auto()
    MORE_THAN_CALLED = auto()
    SLIP = auto()
    WRONG_SLIP = auto()
    NOT_ALL_VOTED = auto()
    MEETING_AFTER = auto()
    NOT_YET = auto()
    ALREADY_ASIDE = auto()
    SEAT_SHAPE = auto()
    NOT_EXISTING_ON = auto()
    NOT_FOR_PRESS = auto()
    TAKES_NO_PART = auto()
    UNKNOWN_PAPER = auto()
    BETWEEN_OPENING_AND_TODAY = auto()
    BETWEEN_DECISION_AND_TODAY = auto()
    NO_ROOTS = auto()
    NOT_A_SPAN = auto()
    NOT_A_NUMBER = auto()
    NOT_A_DATE = auto()
    FAR_YEAR = auto()
    SAME_TEXT = auto()
    NOT_THE_SAME = auto()
    PLAIN_ID = auto()
    OWN_ACCOUNT = auto()
    OWN_ENTRY = auto()
    OWN_REQUEST = auto()
    ANOTHER_CAN = auto()
    DECIDED = auto()
    OVERLAPPING = auto()
    ADMINISTERS_ALONE = auto()
    NO_OWN_SEAT = auto()
    DELEGATE_OTHER_PERSON = auto()
    PASSED = auto()
    ONLY_SOONER = auto()
    BEFORE_FIRST = auto()
    CHANGED_SINCE = auto()
    UNKNOWN_KEY = auto()
    NO_ADDRESS = auto()
    UNREADABLE = auto()
    NOT_A_COUNT = auto()
    NOT_A_BIRTHDAY = auto()
    NEVER_NONE = auto()
    NONE_AND_VALUE = auto()
    SAID_TWICE = auto()
    REASON_OWED = auto()
    NOTHING_CHANGED = auto()
    NOT_HELD = auto()
    NOT_OF_BODY = auto()
    LEAVES_BEFORE = auto()
    ACCOUNT_CLOSED = auto()
    HAND_OVER_TO_SELF = auto()
    BODY_USED = auto()
    PROVINCE_CHANGED = auto()
    KNOWN_BODY = auto()
    BODY_CODE = auto()
    TOKEN_DAYS = auto()
    CALENDAR_ALONE = auto()
    FEW_MEMBERS = auto()
    NOT_A_NOTE = auto()
    NOT_A_POLICY = auto()
    NOT_A_COSIGNATURE = auto()
    UNPRINTABLE = auto()
    NOT_ISSUED = auto()
    NOT_OF_THIS_CASE = auto()
    WEBHOOK_URL = auto()
    WEBHOOK_INSIDE = auto()
    BAD_CURSOR = auto()
    NO_FILE = auto()


class PowerRule(Reason):
    """What the power was wanted for, where its own name would not say."""

    REGISTER = auto()


class PartRule(Reason):
    """Whose part in a ballot it is."""

    MEMBER = auto()
    TELLER = auto()
    SUBJECT = auto()


class OrderRule(Reason):
    """How a number would break the order of time."""

    OUT_OF_ORDER = auto()
    LATE = auto()


class ReasonRule(Reason):
    """What must be explained."""

    TAKE_OUT = auto()
    MIGRATE = auto()
    ASSIGN = auto()
    FORWARD = auto()
    EXTENSION = auto()
    CHANGE = auto()
    REMOVE = auto()
    VOID = auto()
    BALLOT = auto()


class RecallRule(Reason):
    """Why an answer is not taken back."""

    CASE_CLOSED = auto()
    NOT_ANSWERED = auto()
    ACTED_ON = auto()
    COUNTS_NO_MORE = auto()


class SelfWhy(Reason):
    """Whose own case it is."""

    SUBJECT = auto()
    STARTED = auto()


class ServedRule(Reason):
    """Why no explanation is taken yet, or no decision counts as handed over."""

    NOT_YET = auto()
    BEFORE = auto()
    DECISION = auto()


class SilenceRule(Reason):
    """Why silence is not an answer here, or not yet."""

    NOT_FORESEEN = auto()
    TOO_EARLY = auto()


class StaleRule(Reason):
    """Why the text approved is not the current one."""

    NONE_YET = auto()
    CHANGED = auto()
    EDITED = auto()
    PAGES = auto()
    LAYOUT = auto()


class StandsRule(Reason):
    """What an act would undo. `running`: a ballot called, or a count one of two has entered."""

    FIELD = auto()
    DECISION = auto()
    SIGNED_COPY = auto()
    DECISION_SERVED = auto()
    ACCUSATION_SERVED = auto()
    BALLOT = auto()
    COUNT = auto()
    RUNNING = auto()


class TakeOutRule(Reason):
    """Why a body is not taken out of a round."""

    REQUIRED = auto()
    LAST = auto()
    NO_CONSULTATION = auto()


class TallyRule(Reason):
    """Numbers of a vote that cannot be."""

    MORE_THAN = auto()
    IN_FAVOUR = auto()
    UNREADABLE = auto()
    SUMMONED = auto()
    NEGATIVE = auto()
    NAMES_MISSING = auto()
    NAMES_NOT_ASKED = auto()
