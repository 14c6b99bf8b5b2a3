"""Word lists in one line."""


def words(text: str) -> frozenset[str]:
    """Give the words of a text."""
    return frozenset(text.split())
