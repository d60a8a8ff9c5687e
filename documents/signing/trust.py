"""Authorities whose certificates are trusted, and which of those certificates they revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import crl, pem, x509

from domain.calendar.clock import local
from domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates of authorities, and their lists of revoked certificates, in DER. Without
    authorities the origin of a certificate is not checked; without lists, whether it is revoked."""

    roots: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()


NOBODY = Trust()


def load_trust(path: Path | None) -> Trust:
    """From one file in PEM or DER, or a folder of them; a list of revoked certificates is a file
    `.crl`. Raises BadInput: no authority there, or a file that is none."""
    if path is None:
        return NOBODY
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    try:
        lists = [der for file in files if _is_list(file) for der in _ders(file)]
        roots = [der for file in files if not _is_list(file) for der in _ders(file)]
        named = [common_name(x509.Certificate.load(root).subject) for root in roots]
        for one in lists:
            crl.CertificateList.load(one)["tbs_cert_list"].native  # noqa: B018  read through
    except (OSError, ValueError, TypeError) as broken:
        raise BadInput(field="trust", rule=BadInput.Rule.NO_ROOTS, value=str(path)) from broken
    if not named or not all(named):
        raise BadInput(field="trust", rule=BadInput.Rule.NO_ROOTS, value=str(path))
    return Trust(tuple(roots), tuple(lists))


def revoked_on(trust: Trust, held: x509.Certificate) -> datetime | None:
    """Since when a certificate is void, by the lists of its issuer; None where none names it."""
    for one in trust.lists:
        said = crl.CertificateList.load(one)["tbs_cert_list"]
        if said["issuer"] != held.issuer:
            continue
        for entry in said["revoked_certificates"]:
            if entry["user_certificate"].native == held.serial_number:
                return local(entry["revocation_date"].native)
    return None


def common_name(name: x509.Name) -> str:
    return str(name.native.get("common_name", name.human_friendly))


def _is_list(file: Path) -> bool:
    return file.suffix.lower() == ".crl"


def _ders(file: Path) -> list[bytes]:
    content = file.read_bytes()
    if not pem.detect(content):
        return [content]
    return [der for _, _, der in pem.unarmor(content, multiple=True)]
