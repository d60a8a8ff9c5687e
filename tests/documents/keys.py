"""Keys and images that a test makes for itself: no key of anybody, no seal of anybody."""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

FROM, TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Issued:
    """A certificate with its key, both in DER."""

    key: bytes
    certificate: bytes


def named(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certified(name, by=None, *, first=FROM, last=TO, ca=False):
    """A certificate for `name`, signed by another or by itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    issuer = x509.load_der_x509_certificate(by.certificate).subject if by else named(name)
    signing = serialization.load_der_private_key(by.key, None) if by else key
    built = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(usage(ca), critical=True)
        .sign(signing, hashes.SHA256())
    )
    kind = serialization.Encoding.DER
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    return Issued(key.private_bytes(kind, form, plain), built.public_bytes(kind))


def usage(ca):
    return x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)


@dataclass(frozen=True)
class SoftKey:
    """The software signer of the tests: a key holder whose key lies in memory."""

    held: Issued

    @contextmanager
    def opened(self):
        yield signers.SimpleSigner(
            asn1_x509.Certificate.load(self.held.certificate),
            asn1_keys.PrivateKeyInfo.load(self.held.key),
            SimpleCertificateStore(),
        )


def png(colour, size=(400, 160), dpi=300, ground=(255, 255, 255, 0), shape="line"):
    image = Image.new("RGBA", size, ground)
    draw = ImageDraw.Draw(image)
    width, height = size
    if shape == "line":
        draw.line(
            [(10, height - 20), (width // 3, 20), (width // 2, height - 30), (width - 10, 30)],
            fill=colour,
            width=12,
        )
    else:
        draw.ellipse([4, 4, width - 5, height - 5], outline=colour, width=12)
    out = io.BytesIO()
    image.save(out, "PNG", **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()


def signature_png(**more):
    return png((20, 40, 200, 255), **more)


def seal_png(**more):
    return png((210, 20, 30, 255), **({"size": (425, 425), "shape": "ring"} | more))


def revoking(by, *serials, on=FROM):
    """The list of revoked certificates of an authority, in DER."""
    signing = serialization.load_der_private_key(by.key, None)
    issuer = x509.load_der_x509_certificate(by.certificate).subject
    built = x509.CertificateRevocationListBuilder().issuer_name(issuer)
    built = built.last_update(FROM).next_update(TO)
    for serial in serials:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(on)
        built = built.add_revoked_certificate(entry.build())
    return built.sign(signing, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def serial_of(held):
    return x509.load_der_x509_certificate(held.certificate).serial_number
