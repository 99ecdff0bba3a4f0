"""One plain form of titles and names, to compare them by."""

import unicodedata


def fold_title(text: str) -> str:
    """Give the letters and digits of a text in any script, lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())
