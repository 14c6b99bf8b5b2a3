"""Takes secrets out of what is written to a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from conductor._worker.scalars import is_list, is_object

MASK = "***"

_SECRET_NAME = re.compile(
    r"token(?!s|_?usage)|secret|passw|credential|authorization|cookie|(api|access|private)[-_]?key",
    re.IGNORECASE,
)
_SECRET_IN_TEXT = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)")
_EXPRESSION = re.compile(r"\$\{[^}]*\}")
_SHORTEST = 6


def masked(value: Any, names: Collection[str] = ()) -> Any:
    """Give a copy of a JSON value without secrets.

    Masked is whatever stands under a name like password, token or api_key, or under one of ``names``; the same text
    elsewhere; credentials in headers and addresses. Expressions such as ``${workflow.secrets.key}`` stay.
    """
    wanted = {name.lower() for name in names}
    secrets = sorted({text for text in _secrets(value, wanted) if len(text) >= _SHORTEST}, key=len, reverse=True)
    return _mask(value, wanted, secrets)


def _is_secret(name: str, wanted: Collection[str]) -> bool:
    return name.lower() in wanted or _SECRET_NAME.search(name) is not None


def _is_resolved(name: str, entry: Any) -> bool:
    """Return whether an entry holds values that the server has resolved from secrets, as a polled task has them."""
    return name == "runtimeMetadata" and is_object(entry)


def _is_expression(value: Any) -> bool:
    return isinstance(value, str) and _EXPRESSION.fullmatch(value) is not None


def _secrets(value: Any, wanted: Collection[str]) -> Iterator[str]:
    if is_object(value):
        for name, entry in value.items():
            is_hidden = _is_secret(name, wanted) or _is_resolved(name, entry)
            yield from _texts(entry) if is_hidden else _secrets(entry, wanted)
    elif is_list(value):
        for item in value:
            yield from _secrets(item, wanted)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and not _is_expression(value):
        yield value
    elif is_object(value) or is_list(value):
        for part in value.values() if is_object(value) else value:
            yield from _texts(part)


def _mask(value: Any, wanted: Collection[str], secrets: Collection[str]) -> Any:
    if is_object(value):
        return {name: _masked_entry(name, entry, wanted, secrets) for name, entry in value.items()}
    if is_list(value):
        return [_mask(item, wanted, secrets) for item in value]
    return _mask_text(value, secrets) if isinstance(value, str) else value


def _mask_text(text: str, secrets: Collection[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, MASK)
    return _SECRET_IN_TEXT.sub(MASK, text)


def _masked_entry(name: str, entry: Any, wanted: Collection[str], secrets: Collection[str]) -> Any:
    if _is_resolved(name, entry):
        return dict.fromkeys(entry, MASK)
    if not _is_secret(name, wanted) or entry is None or isinstance(entry, bool) or _is_expression(entry):
        return _mask(entry, wanted, secrets)
    return MASK
