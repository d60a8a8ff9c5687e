"""What is refused of signatures made elsewhere, each fault by its name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from documents.signing.signatures import Signature
from domain.calendar.clock import local
from domain.errors import CannotSign


def check_hold(name: str, found: Sequence[Signature]) -> None:
    """Every signature holds. Raises CannotSign: copy_does_not_hold, revoked, not_trusted, expired,
    not_yet_valid."""
    broken = [one.certificate.name for one in found if not (one.intact and one.unchanged)]
    if broken:
        raise CannotSign(rule=CannotSign.Rule.COPY_DOES_NOT_HOLD, name=name, of=broken)
    for one in found:
        who = one.certificate.name
        if one.revoked and one.void:
            raise CannotSign(rule=CannotSign.Rule.REVOKED, name=who, on=one.revoked)
        if not one.in_time:
            check_life(who, one.first, one.last, one.at or one.last)
            raise CannotSign(rule=CannotSign.Rule.COPY_DOES_NOT_HOLD, name=name, of=[who])
        if one.trusted is False:
            raise CannotSign(rule=CannotSign.Rule.NOT_TRUSTED, name=who, issuer=one.issuer)


def check_good_now(one: Signature, now: datetime) -> None:
    """The certificate of a signature taken now is neither over nor revoked.

    Raises CannotSign: expired, not_yet_valid, revoked.
    """
    check_life(one.certificate.name, one.first, one.last, now)
    if one.revoked:
        raise CannotSign(rule=CannotSign.Rule.REVOKED, name=one.certificate.name, on=one.revoked)


def check_life(name: str, first: datetime, last: datetime, at: datetime) -> None:
    """Raises CannotSign: not_yet_valid, expired."""
    if at < first:
        raise CannotSign(rule=CannotSign.Rule.NOT_YET_VALID, name=name, first=local(first))
    if at > last:
        raise CannotSign(rule=CannotSign.Rule.EXPIRED, name=name, last=local(last))
