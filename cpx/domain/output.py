"""How objects become JSON: the fields in their order, the same names in Python and in JSON."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any


class Output:
    """Base of everything that cpx hands out: ``hit.key`` and ``hit["key"]`` are one and the same, ``dict(hit)`` works."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a field may hold anything that JSON can
        """Give a field by its JSON name."""
        if name not in field_names(type(self)):
            raise KeyError(name)
        return getattr(self, name)

    def keys(self) -> tuple[str, ...]:
        """Name the fields, in the order of the contract."""
        return field_names(type(self))

    def __iter__(self) -> Iterator[str]:
        """Walk the field names, as a mapping does."""
        return iter(self.keys())


class Sparse(Output):
    """An object whose empty fields are left out of its JSON (a name is ``family`` and ``given``, or ``literal``)."""

    __slots__ = ()


def field_names(kind: type[Any]) -> tuple[str, ...]:
    """Name the fields of a dataclass; looked up once a class."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(kind))
    return _NAMES[kind]


_NAMES: dict[type[Any], tuple[str, ...]] = {}
_PLAIN = frozenset((str, int, float, bool, type(None)))


def as_json(value: Any) -> Any:  # noqa: ANN401 - any tree of our objects in, any JSON value out
    """Turn a tree of our objects into what ``json.dumps`` takes."""
    if type(value) in _PLAIN:  # most of what there is, told at once
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    return _object(value)


def _object(value: object) -> dict[str, Any]:
    is_sparse = isinstance(value, Sparse)
    if not is_dataclass(value):
        raise TypeError(f"not an object of ours: {type(value).__name__}")
    row = {name: as_json(getattr(value, name)) for name in field_names(type(value))}
    return {name: item for name, item in row.items() if item is not None} if is_sparse else row
