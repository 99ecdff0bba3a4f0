"""A query tree written out in cpx's own language: what a pasted search was read as, ready to be typed again."""

from cpx.domain.query import And, Field, Near, Node, Not, Or, Phrase, Word


def write_query(node: Node | None) -> str:
    """Write a tree; brackets only where they are needed."""
    return "" if node is None else _write(node)


def _write(node: Node, *, within: bool = False) -> str:
    if isinstance(node, And):
        text = " AND ".join(_write(part, within=True) for part in node.parts)
    elif isinstance(node, Or):
        text = " OR ".join(_write(part, within=True) for part in node.parts)
    elif isinstance(node, Not):
        return f"NOT {_write(node.part, within=True)}"
    else:
        return f"{node.name}:{_leaf(node.value)}" if isinstance(node, Field) else _leaf(node)
    return f"({text})" if within else text


def _leaf(leaf: Word | Phrase | Near) -> str:
    if isinstance(leaf, Near):
        return f'"{_plain(" ".join(part.text for part in leaf.parts))}"~{leaf.distance}'
    text = _plain(leaf.text)
    return f'"{text}"' if isinstance(leaf, Phrase) or " " in text or text in {"AND", "OR", "NOT"} else text


def _plain(text: str) -> str:
    return text.replace('"', "")
