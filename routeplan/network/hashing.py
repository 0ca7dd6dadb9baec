"""The hash that compiled networks go by."""

from __future__ import annotations

try:
    # The very function of hashlib. Importing hashlib would load OpenSSL as well, 3 ms of every start.
    from _blake2 import blake2b
except ImportError:  # a Python that keeps it elsewhere
    from hashlib import blake2b


def fingerprint(*parts: bytes | memoryview) -> str:
    """BLAKE2b over the length of each part and the part, 256 bits in hexadecimal digits."""
    total = blake2b(digest_size=32)
    for part in parts:
        total.update(b"%d\n" % len(part))
        total.update(part)
    return total.hexdigest()
