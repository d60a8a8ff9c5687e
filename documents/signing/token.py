"""A signing key on a PKCS#11 token or HSM: the only kind of real key this software works with.

The PIN is used for one login and kept nowhere; a wrong one is never tried twice, for tokens lock
themselves after a few.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pkcs11 import Attribute, ObjectClass, PKCS11Error, Session, Slot, TokenFlag, lib
from pkcs11.exceptions import (
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    UserPinNotInitialized,
)
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, find_token
from pyhanko.sign.signers import Signer

from domain.errors import CannotSign

WRONG_PIN = (PinIncorrect, PinInvalid, PinLenRange)


@dataclass(frozen=True, slots=True)
class Token:
    """`module` is the maker's library; `label` chooses among several tokens, `certificate` among
    several certificates on one; empty takes the only one there is."""

    module: str
    pin: str = field(repr=False)
    label: str = ""
    certificate: str = ""

    @contextmanager
    def opened(self) -> Iterator[Signer]:
        """Raises CannotSign: no_module, no_token, pin_wrong, pin_locked, no_certificate, token."""
        session = self._login()
        try:
            held = self._key_id(session)
            yield PKCS11Signer(session, cert_id=held, key_id=held, other_certs_to_pull=None)
        except PKCS11Error as fault:
            raise CannotSign(rule=CannotSign.Rule.TOKEN, detail=type(fault).__name__) from fault
        finally:
            session.close()

    def _login(self) -> Session:
        if not self.module:
            raise CannotSign(rule=CannotSign.Rule.NO_MODULE, module="THAMDINH_PKCS11_MODULE")
        try:
            present = lib(self.module).get_slots(token_present=True)
            slots = [s for s in present if TokenFlag.TOKEN_INITIALIZED in s.get_token().flags]
        except (PKCS11Error, OSError, RuntimeError) as absent:
            raise CannotSign(rule=CannotSign.Rule.NO_MODULE, module=self.module) from absent
        try:
            token = find_token(slots, token_criteria=self._criteria)
            if token is None:
                raise CannotSign(
                    rule=CannotSign.Rule.NO_TOKEN, label=self.label, found=_labels(slots)
                )
            return token.open(user_pin=self.pin)
        except WRONG_PIN as wrong:
            raise CannotSign(rule=CannotSign.Rule.PIN_WRONG) from wrong
        except (PinLocked, UserPinNotInitialized) as locked:
            raise CannotSign(rule=CannotSign.Rule.PIN_LOCKED) from locked
        except PKCS11Error as absent:
            raise CannotSign(
                rule=CannotSign.Rule.NO_TOKEN, label=self.label, found=_labels(slots)
            ) from absent

    @property
    def _criteria(self) -> TokenCriteria | None:
        return TokenCriteria(label=self.label) if self.label else None

    def _key_id(self, session: Session) -> bytes:
        """Id shared by the private key and its certificate."""
        keys = {
            key[Attribute.ID]
            for key in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})
        }
        held = [
            (str(found[Attribute.LABEL]), bytes(found[Attribute.ID]))
            for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
            if found[Attribute.ID] in keys
        ]
        fitting = [pair for pair in held if self.certificate in ("", pair[0])]
        if len(fitting) != 1:
            raise CannotSign(
                rule=CannotSign.Rule.NO_CERTIFICATE, found=sorted(label for label, _ in held)
            )
        return fitting[0][1]


def _labels(slots: list[Slot]) -> list[str]:
    return sorted(slot.get_token().label for slot in slots)
