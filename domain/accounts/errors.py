"""What may be refused at the door of the program; the tree is in domain/errors.py."""

from __future__ import annotations

from enum import auto

from domain.errors import Refused
from domain.reasons import Reason


class PasswordRule(Reason):
    """What is wrong with a password."""

    SHORT = auto()
    LONG = auto()
    NAME = auto()
    COMMON = auto()


class ProviderWhy(Reason):
    """Why the sign-in provider vouched for nobody."""

    NO_ACCOUNT = auto()
    UNREACHABLE = auto()
    DENIED = auto()
    STARTED_ELSEWHERE = auto()


class CodeRule(Reason):
    """Which code was not the one."""

    LETTER = auto()
    MAIL = auto()


class BadCredentials(Refused):
    code = "account.bad_credentials"


class SignInBusy(Refused):
    code = "account.busy"


class AccountLocked(Refused):
    code = "account.locked"


class WeakPassword(Refused):
    code = "account.weak_password"
    Rule = PasswordRule


class InvitationSpent(Refused):
    code = "account.invitation_spent"


class WrongCode(Refused):
    code = "account.wrong_code"
    Rule = CodeRule


class ProviderFailed(Refused):
    code = "account.provider"
    Why = ProviderWhy


class BadToken(Refused):
    code = "token.bad"


class ScopeMissing(Refused):
    code = "token.scope_missing"
