"""Texts in pictures: cleaned, measured without a font, and cut to a width."""

from __future__ import annotations

import math
import re
import unicodedata

ELLIPSIS = "…"

# Widths in em of a wide sans-serif face: whichever font the viewer has, the text is not wider than this.
_WIDTHS = {
    **dict.fromkeys("ijlI|!'.,:;", 0.34),
    **dict.fromkeys('ftr()[]{}/\\-" ', 0.42),
    **dict.fromkeys("mwMW@%", 0.98),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&+=<>~#…→", 0.77),
}
_USUAL_WIDTH = 0.63
_BOLD = 1.09

# What XML 1.0 forbids, and what would break a line or its direction.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def clean(text: object) -> str:
    """Give one line of printable text: runs of blanks become one blank, what cannot be printed becomes a mark."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(str(text).split()))


def width_px(text: str, size_px: float, *, bold: bool = False) -> float:
    """Estimate how wide the text is, in whole pixels, with which places can be added up without error."""
    return math.ceil(sum(map(_em, text)) * size_px * (_BOLD if bold else 1))


def fit(text: str, limit_px: float, size_px: float, *, bold: bool = False, keep_end: bool = True) -> str:
    """Cut the text to the width. Of names the middle goes, since they differ at their ends."""
    if width_px(text, size_px, bold=bold) <= limit_px:
        return text
    # Keeping more never makes it narrower, so the most that fits is found by halving.
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if width_px(_keep(text, middle, keep_end=keep_end), size_px, bold=bold) <= limit_px:
            low = middle
        else:
            high = middle - 1
    return _keep(text, low, keep_end=keep_end)


def cells(text: str) -> int:
    """Count the columns that the text takes in a terminal."""
    return sum(_cells(char) for char in text)


def fit_cells(text: str, limit: int) -> str:
    """Cut the text to so many columns of a terminal and fill it up with blanks."""
    kept = len(text)
    shown = text
    while cells(shown) > limit:
        kept -= 1
        shown = _keep(text, kept)
    return shown + " " * (limit - cells(shown))


def counted(number: int, noun: str) -> str:
    """``1 task``, ``2 tasks``, ``3 branches``, ``2 tries``."""
    if number == 1:
        return f"1 {noun}"
    return (
        f"{number} {noun[:-1]}ies" if noun.endswith("ry") else f"{number} {noun}{'es' if noun.endswith('ch') else 's'}"
    )


def _keep(text: str, number: int, *, keep_end: bool = True) -> str:
    """Keep so many characters, of names two thirds of them at the start."""
    tail = number // 3 if keep_end else 0
    return text[: number - tail] + ELLIPSIS + (text[-tail:] if tail else "")


def _em(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.combining(char):
        return 0
    return 1.1 if _is_wide(char) else _USUAL_WIDTH


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if _is_wide(char) else 1


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
