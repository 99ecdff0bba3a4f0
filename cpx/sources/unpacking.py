"""Read the body of an answer, never more than a cap of it, however it was packed."""

import zlib
from collections.abc import Iterable, Iterator

from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed

_PLAIN = ("", "identity")
_PACKED = ("gzip", "x-gzip", "deflate")
_EITHER = zlib.MAX_WBITS | 32
"""Asks zlib to take gzip's frame or its own."""


def read_capped(chunks: Iterable[bytes], encoding: str, cap: int) -> bytes:
    """Join the chunks of a body, unpacked as its content-encoding says; raises TransportFailed for one larger than ``cap`` bytes."""
    kinds = [kind for kind in (part.strip().lower() for part in encoding.split(",")) if kind not in _PLAIN]
    if len(kinds) > 1 or not set(kinds) <= set(_PACKED):
        raise TransportFailed(Kind.MALFORMED, "the answer is packed in a way that was not asked for")
    parts, size = [], 0
    for part in _unpack(_limit(chunks, cap), cap) if kinds else chunks:
        size += len(part)
        if size > cap:
            raise too_large(cap)
        parts.append(part)
    return b"".join(parts)


def too_large(cap: int) -> TransportFailed:
    """Give the failure of an answer that is larger than ``cap`` bytes."""
    return TransportFailed(Kind.MALFORMED, f"larger than {cap / 1_000_000:g} MB")


def _limit(chunks: Iterable[bytes], cap: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > cap:
            raise too_large(cap)
        yield chunk


def _unpack(chunks: Iterable[bytes], cap: int) -> Iterator[bytes]:
    member = zlib.decompressobj(_EITHER)
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                yield member.decompress(rest, cap + 1)
                rest = member.unconsumed_tail or member.unused_data
                member = zlib.decompressobj(_EITHER) if member.eof and rest else member
    except zlib.error as error:
        raise TransportFailed(Kind.MALFORMED, "the answer is packed wrongly") from error
    if not member.eof:
        raise TransportFailed(Kind.MALFORMED, "the answer is packed wrongly")
