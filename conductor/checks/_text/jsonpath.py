"""Which JSONPath texts the server can read (Jayway JsonPath 2.9)."""

from __future__ import annotations

import re

_MAX_INT = 2**31 - 1
_INDEXES = re.compile(r"-?\d+(\s*,\s*-?\d+)*,*", re.ASCII)
# A filter without parentheses of its own; one with them is taken as it is.
_PATH = r"[@$](?:[^\s=!<>~()\[\]]|\[[^\]]*\]|\(\))*"
_VALUE = rf"""(?:{_PATH}|'[^']*'|"[^"]*"|-?\d[\d.eE+-]*|true|false|null|\[.*?\]|\{{.*?\}}|/(?:[^/\\]|\\.)*/\w*)"""
_OPERATOR = r"(?:[=!]==?|[<>]=?|=~|\b(?i:in|nin|subsetof|anyof|noneof|size|empty|contains|all|type|matches)\b)"
_TERM = rf"\s*[!\s]*(?:{_PATH}|{_VALUE}\s*{_OPERATOR}\s*{_VALUE})\s*"
_FILTER = re.compile(rf"{_TERM}(?:(?:&&|\|\|){_TERM})*", re.ASCII | re.DOTALL)
_SLICE = re.compile(r"(-?\d+)?:(-?\d+)?(:[-\d]*)*", re.ASCII)


def is_readable(path: str) -> bool:
    """Tell whether the server can read the inside of a ``${...}`` as a path."""
    text = (path if path[:1] in {"$", "@"} else f"$.{path}").rstrip(" ")
    last = len(text) - 1
    if text[last] == "." or (last and text[1] not in ".[") or last == 1:
        return False
    at: int | None = 1
    while at is not None and at < last:
        at = _after_step(text, at)
    # A single character that is left over is not looked at.
    return at is not None


def _after_step(text: str, at: int) -> int | None:
    if text[at] == ".":
        at += 2 if text.startswith("..", at) else 1
    match text[at]:
        case "." | " ":
            return None
        case "*":
            return at + 1
        case "[":
            return _after_bracket(text, at)
        case _:
            return _after_name(text, at)


def _after_name(text: str, at: int) -> int | None:
    while at < len(text) and text[at] not in " .[(":
        at += 1
    if at == len(text) or text[at] in ".[":
        return at
    return _after_call(text, at) if text[at] == "(" else None


def _after_call(text: str, at: int) -> int | None:
    closing = _closing(text, at, quotes="")
    if closing is None or not _is_balanced(text[at:closing]):
        return None
    return closing if closing == at + 1 else closing + 1


def _is_balanced(arguments: str) -> bool:
    return all(arguments.count(opening) == arguments.count(closing) for opening, closing in ("[]", "{}"))


def _after_bracket(text: str, at: int) -> int | None:
    inside = _skip_blanks(text, at + 1)
    match text[inside : inside + 1]:
        case "'" | '"':
            return _after_quoted(text, inside)
        case "*":
            closing = _skip_blanks(text, inside + 1)
            return closing + 1 if text[closing : closing + 1] == "]" else None
        case "?":
            return _after_filter(text, inside)
        case _:
            return _after_indexes(text, at)


def _after_indexes(text: str, at: int) -> int | None:
    closing = text.find("]", at)
    inside = text[at + 1 : closing].strip(" ")
    if closing < 0 or not (_INDEXES.fullmatch(inside) or _is_slice(inside)):
        return None
    numbers = re.findall(r"\d+", inside, re.ASCII)
    return closing + 1 if all(len(number) < 99 and int(number) <= _MAX_INT for number in numbers) else None


def _is_slice(inside: str) -> bool:
    found = _SLICE.fullmatch(inside)
    return found is not None and (found[1] is not None or found[2] is not None)


def _after_quoted(text: str, at: int) -> int | None:
    quote = text[at]
    while text[at : at + 1] == quote:
        end = _end_of_text(text, at)
        at = _skip_blanks(text, end + 1)
        if not text[at : at + 1]:
            return None
        if text[at] == "]":
            return at + 1
        if text[at] != ",":
            return None
        at = _skip_blanks(text, at + 1)
    return None


def _after_filter(text: str, at: int) -> int | None:
    opening = _skip_blanks(text, at + 1)
    if text[opening : opening + 1] != "(":
        return None
    closing = _closing(text, opening)
    if closing is None or not _is_filter(text[opening + 1 : closing]):
        return None
    end = _skip_blanks(text, closing + 1)
    return end + 1 if text[end : end + 1] == "]" else None


def _is_filter(inside: str) -> bool:
    return "(" in inside.replace("()", "") or _FILTER.fullmatch(inside) is not None


def _closing(text: str, at: int, quotes: str = "'\"") -> int | None:
    """Give the position of the parenthesis that closes the one at a position; those in quotes do not count."""
    opening, closing, depth = "(", ")", 0
    while at < len(text):
        if text[at] in quotes:
            at = _end_of_text(text, at)
        elif text[at] == opening:
            depth += 1
        elif text[at] == closing:
            depth -= 1
            if not depth:
                return at
        at += 1
    return None


def _end_of_text(text: str, at: int) -> int:
    quote = text[at]
    at += 1
    while at < len(text) and text[at] != quote:
        at += 2 if text[at] == "\\" else 1
    return at


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at
