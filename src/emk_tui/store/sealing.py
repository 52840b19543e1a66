"""A sealed box for one receiver: X25519 with a passing key, HKDF, AES-256-GCM by chunks (storage.md 10).

Layout: mark, passing public key, chunks. A chunk's nonce is its number and whether it is the last one, so
none can be left out, moved or cut off; `bound` (the item's name) is associated data of every chunk.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

MARK = b"EMK\x01"
KEY = 32
HEAD = len(MARK) + KEY
CHUNK, TAG = 64 * 1024, 16


def seal(public: bytes, content: bytes | Iterable[bytes], bound: bytes = b"") -> bytes:
    """The whole box."""
    return b"".join(sealed(public, content, bound))


def sealed(public: bytes, content: bytes | Iterable[bytes], bound: bytes = b"") -> Iterator[bytes]:
    """The box piece by piece, for content that need not be in memory at once."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    passing = X25519PrivateKey.generate()
    mine = passing.public_key().public_bytes_raw()
    cipher = AESGCM(_key(passing.exchange(X25519PublicKey.from_public_bytes(public)), mine, public))
    yield MARK + mine
    for nonce, piece in _numbered((content,) if isinstance(content, bytes) else content):
        yield cipher.encrypt(nonce, piece, bound)


def unseal(private: bytes, box: bytes, bound: bytes = b"") -> bytes:
    """What is in the box; ValueError when it is for another receiver, cut, changed, or no box."""
    return b"".join(unsealed(private, BytesIO(box).read, bound))


def unsealed(private: bytes, read: Callable[[int], bytes], bound: bytes = b"") -> Iterator[bytes]:
    """The same by chunks, each proven when it comes; that nothing was cut off is known at the end only.

    `read` gives so many bytes of the box, fewer at its end.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, piece = read(HEAD), read(CHUNK + TAG)
    if len(head) < HEAD or len(piece) < TAG or not head.startswith(MARK):
        raise ValueError("no sealed box")
    own, passing = X25519PrivateKey.from_private_bytes(private), head[len(MARK) :]
    shared = own.exchange(X25519PublicKey.from_public_bytes(passing))
    cipher = AESGCM(_key(shared, passing, own.public_key().public_bytes_raw()))
    number = 0
    while piece:
        ahead = read(CHUNK + TAG)
        try:
            yield cipher.decrypt(_nonce(number, not ahead), piece, bound)
        except InvalidTag:
            raise ValueError("not sealed for this store, or changed") from None
        number, piece = number + 1, ahead


def content_size(box: int) -> int:
    """Bytes within a box of so many."""
    chunks = -(-(box - HEAD) // (CHUNK + TAG))
    return box - HEAD - TAG * chunks


def _numbered(content: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Pieces of exactly CHUNK bytes, the last one of what is left, each with its nonce."""
    number, ahead = 0, b""
    for piece in content:
        for start in range(0, len(piece), CHUNK):
            ahead += piece[start : start + CHUNK]
            # only when more has come it is certain that this one is not the last
            if len(ahead) > CHUNK:
                yield _nonce(number, False), ahead[:CHUNK]
                number, ahead = number + 1, ahead[CHUNK:]
    yield _nonce(number, True), ahead


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


def _key(shared: bytes, passing: bytes, public: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = b"emk-tui sealed box 1" + passing + public
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=info).derive(shared)
