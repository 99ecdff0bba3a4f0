"""Read the weights out of an ONNX file: enough of protobuf's wire format for that, and nothing of it is run.

Format: https://onnx.ai/onnx/repo-docs/IR.html and https://protobuf.dev/programming-guides/encoding/.
"""

from collections.abc import Iterator
from math import prod
from mmap import mmap
from typing import NamedTuple

from cpx.embedding.base import Array

Data = bytes | mmap

_GRAPH, _INITIALIZER = 7, 5
_DIMS, _TYPE, _NAME, _RAW = 1, 2, 8, 9
_FIXED = {1: 8, 5: 4}
"""Wire type -> bytes of a value of fixed length."""
_VARINT, _BYTES = 0, 2
_KINDS = {1: "<f4", 3: "i1"}
"""ONNX's number of an element type -> numpy's name; others hold no weights of ours."""


class _Span(NamedTuple):
    start: int
    end: int


def read_tensors(data: Data) -> dict[str, Array]:
    """Give the weights of a model by name, without copying them; raises ValueError or IndexError for what is no ONNX file."""
    from numpy import frombuffer

    found = {}
    for graph in _spans(data, _Span(0, len(data)), _GRAPH):
        for tensor in _spans(data, graph, _INITIALIZER):
            name, kind, dims, raw = _read_tensor(data, tensor)
            if raw is not None and kind in _KINDS:
                found[name] = frombuffer(data, _KINDS[kind], prod(dims), raw.start).reshape(dims)
    return found


def _read_tensor(data: Data, tensor: _Span) -> tuple[str, int, list[int], _Span | None]:
    name, kind, raw = "", 0, None
    dims: list[int] = []
    for number, value in _fields(data, tensor):
        if isinstance(value, int):
            if number == _DIMS:
                dims.append(value)
            elif number == _TYPE:
                kind = value
        elif number == _NAME:
            name = data[value.start : value.end].decode()
        elif number == _RAW:
            raw = value
    return name, kind, dims, raw


def _spans(data: Data, within: _Span, wanted: int) -> Iterator[_Span]:
    for number, value in _fields(data, within):
        if number == wanted and isinstance(value, _Span):
            yield value


def _fields(data: Data, span: _Span) -> Iterator[tuple[int, int | _Span]]:
    """Walk the fields of a message: (number, value, or where its bytes stand)."""
    at, end = span
    while at < end:
        key, at = _read_varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, at = _read_varint(data, at)
            yield number, value
            continue
        length = _FIXED.get(wire)
        if wire == _BYTES:
            length, at = _read_varint(data, at)
        if length is None:
            raise ValueError(f"wire type {wire} is none of ONNX's")
        yield number, _Span(at, at + length)
        at += length


def _read_varint(data: Data, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:  # noqa: PLR2004 - the last byte of a number has its highest bit clear
            return value, at
