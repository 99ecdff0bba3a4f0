"""One name in Python and in JSON, and every object becomes what JSON can say."""

import json
from dataclasses import dataclass
from enum import StrEnum

import pytest

from cpx.domain.output import Output, as_json, field_names
from cpx.domain.parts import Funder, Name
from cpx.domain.work import Hit, Work


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Thing(Output):
    name: str
    colour: Colour = Colour.RED
    parts: tuple[Name, ...] = ()


def test_output_is_read_by_attribute_and_by_name() -> None:
    thing = Thing("a")
    assert thing["name"] == thing.name == "a"
    assert list(thing) == list(thing.keys()) == ["name", "colour", "parts"]
    assert dict(thing) == {"name": "a", "colour": Colour.RED, "parts": ()}  # type: ignore[call-overload]


@pytest.mark.parametrize("name", ["nothing", "keys", "__class__", "_fields", ""])
def test_output_gives_fields_alone(name: str) -> None:
    with pytest.raises(KeyError):
        Thing("a")[name]


def test_as_json_turns_trees_into_plain_values() -> None:
    tree = Thing("a", parts=(Name("Aho", "A"), Name(literal="B")))
    expected = {"name": "a", "colour": "red", "parts": [{"family": "Aho", "given": "A"}, {"literal": "B"}]}
    assert as_json({"x": [tree, (1, 2.5, None, True)]}) == {"x": [expected, [1, 2.5, None, True]]}
    assert json.loads(json.dumps(as_json(tree))) == expected


def test_as_json_leaves_out_empty_fields_of_names_only() -> None:
    assert as_json(Funder("F")) == {"name": "F", "awards": []}
    assert as_json(Name()) == {}


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", 1j])
def test_as_json_refuses_what_is_not_ours(value: object) -> None:
    with pytest.raises(TypeError, match="not an object of ours"):
        as_json(value)


def test_field_names_of_a_hit_begin_with_those_of_a_work() -> None:
    names = field_names(Work)
    assert field_names(Hit)[: len(names)] == names
    assert field_names(Hit)[len(names) :] == ("score", "match", "snippet")
