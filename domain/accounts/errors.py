"""What may be refused at the door of the program; the tree is in domain/errors.py."""

from __future__ import annotations

from domain.errors import Refused


class BadCredentials(Refused):
    code = "account.bad_credentials"


class AccountLocked(Refused):
    code = "account.locked"


class WeakPassword(Refused):
    code = "account.weak_password"


class InvitationSpent(Refused):
    code = "account.invitation_spent"


class ProviderFailed(Refused):
    code = "account.provider"


class BadToken(Refused):
    code = "token.bad"


class ScopeMissing(Refused):
    code = "token.scope_missing"
