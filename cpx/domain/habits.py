"""How abstracts are built: what is likely where, and after what.

The figures were fitted to the headings of PubMed abstracts and rounded;
those of essays were set by hand.
"""

PLACES: dict[str, tuple[int, ...]] = {
    "background": (4, 3, 1, 0, -3, -4, -6, -8),
    "aim": (3, 2, 1, -1, -3, -5, -6, -8),
    "method": (-2, 0, 2, 1, -1, -2, -3, -6),
    "finding": (-7, -2, 1, 2, 2, 1, -1, -3),
    "conclusion": (-8, -8, -6, -5, -2, 0, 3, 6),
}
"""Role -> points for standing in each eighth of a text that reports a study."""

MOVES: dict[str, tuple[int, ...]] = {
    "background": (1, -4, -1, -3, -5),
    "aim": (-5, 0, -2, -5, -4),
    "method": (-6, -5, 1, -3, -4),
    "finding": (-6, -6, -7, 0, 1),
    "conclusion": (-6, -6, -6, -7, 0),
}
"""Role -> points for each role as the next one, in the order of the rows."""

ESSAY_PLACES: dict[str, tuple[int, ...]] = {
    "background": (4, 3, 3, 2, 1, 0, 0, -1),
    "aim": (2, 2, 2, 2, 1, 1, 1, 0),
    "method": (-2, -1, 0, 0, 0, 0, -1, -2),
    "finding": (-6, -4, -2, 0, 0, 0, 0, 0),
    "conclusion": (-7, -6, -5, -4, -2, 0, 2, 4),
}
"""The same for essays: texts that argue, and report no study."""

ESSAY_MOVES: dict[str, tuple[int, ...]] = {
    "background": (1, -1, -1, -3, -2),
    "aim": (-1, 0, 0, -2, -1),
    "method": (-2, -1, 0, -1, -2),
    "finding": (-3, -3, -3, 0, 0),
    "conclusion": (-3, -3, -3, -2, 0),
}
"""Essays go back and forth more freely."""
