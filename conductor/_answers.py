"""Reads whatever a server answered, as far as errors and retries need it; never raises."""

from __future__ import annotations

import base64
import copy
import json
import math
import re
import time
from email.utils import parsedate_to_datetime
from typing import Any, cast

import httpx

# A later attempt may get a better answer to these.
RETRYABLE_STATUSES = frozenset({429, 502, 503, 504})

_MAX_JSON_BYTES = 1_000_000
_MAX_URL_CHARS = 500
_SECRET_HEADER = re.compile(r"token|secret|passw|credential|authorization|cookie|api[-_]?key", re.IGNORECASE)
_MASK = "[redacted]"
_SHORTEST_SECRET = 6
_SECRET_PARAMETER = re.compile(r"token|secret|passw|credential|authorization|api_?key|access_?key", re.IGNORECASE)
_CONFIDENTIAL_PATH = re.compile(r"/(token|secrets?|secrets-v|accessKeys?)(/|$)", re.IGNORECASE)
_TITLE = re.compile(r"<(title|h1)[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_TAG_OR_COMMENT = re.compile(r"<!--.*?-->|<(style|script)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)


def safe_url(url: httpx.URL) -> str:
    """Give the address without user name, password, fragment and the values of secret query parameters."""
    clean = url.copy_with(userinfo=b"", fragment=None)
    pairs = clean.params.multi_items()
    if any(_SECRET_PARAMETER.search(key) for key, _ in pairs):
        shown = [(key, "redacted" if _SECRET_PARAMETER.search(key) else value) for key, value in pairs]
        clean = clean.copy_with(params=shown)
    return shorten(str(clean), _MAX_URL_CHARS)


def shorten(text: str, limit: int) -> str:
    """Put the text on one line and cut it at the limit."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text[: limit * 4]).split())
    return line if len(line) <= limit and len(text) <= limit * 4 else line[:limit].rstrip() + "..."


def is_confidential(request: httpx.Request | None) -> bool:
    """Tell whether answers to this request may hold secrets, so that no part of them may be quoted."""
    return request is not None and _CONFIDENTIAL_PATH.search(request.url.path) is not None


def request_of(response: httpx.Response) -> httpx.Request | None:
    """Give the request that was answered; responses made by hand have none."""
    try:
        return response.request
    except RuntimeError:
        return None


def without_credentials(request: httpx.Request | None) -> httpx.Request | None:
    """Return a copy of a request for an error: secret headers are masked, and so is a body that may hold a secret."""
    if request is None:
        return None
    shown = copy.copy(request)
    shown.headers = _masked_headers(request.headers)
    shown.url = request.url.copy_with(userinfo=b"")
    if is_confidential(request):
        vars(shown)["_content"] = _MASK.encode()
    return shown


def _masked_headers(headers: httpx.Headers) -> httpx.Headers:
    # As bytes: a server may send what no text encoding takes.
    return httpx.Headers(
        [(key, _MASK.encode() if _SECRET_HEADER.search(key.decode("latin-1")) else value) for key, value in headers.raw]
    )


def answer_without_credentials(response: httpx.Response | None) -> httpx.Response | None:
    """Return a copy of a response for an error, whose request and cookies are masked."""
    if response is None:
        return None
    shown = copy.copy(response)
    shown.extensions = {}
    shown.headers = _masked_headers(response.headers)
    request = without_credentials(request_of(response))
    if request is not None:
        shown.request = request
    if hasattr(response, "_content"):
        vars(shown)["_content"] = body_of(response)
    return shown


def body_of(response: httpx.Response) -> bytes:
    """Give the bytes of the body, or nothing when it was not read or was cut off; credentials are taken out of it."""
    try:
        body = response.content
    except httpx.StreamError:
        return b""
    # Servers and proxies repeat in an error what they were sent.
    for secret in _credentials(request_of(response)):
        body = body.replace(secret, b"[redacted]")
    return body


def _credentials(request: httpx.Request | None) -> list[bytes]:
    """Give what the request proves its sender with, in each form in which an answer may repeat it; longest first."""
    sent = [value for key, value in request.headers.items() if _SECRET_HEADER.search(key)] if request else []
    plain = {part for value in sent for part in (value, value.partition(" ")[2], *_basic(value))}
    forms = {
        form.encode() for text in plain if len(text) >= _SHORTEST_SECRET for form in (text, json.dumps(text)[1:-1])
    }
    return sorted(forms, key=len, reverse=True)


def _basic(value: str) -> tuple[str, ...]:
    """Give user name and password, and the password alone, of a header for basic authentication."""
    if not value.startswith("Basic "):
        return ()
    try:
        pair = base64.b64decode(value[6:]).decode()
    except ValueError:
        return ()
    return pair, pair.partition(":")[2]


def json_object(response: httpx.Response) -> dict[str, Any]:
    """Give the body as a JSON object; an empty one when it is anything else."""
    content = body_of(response)
    if len(content) > _MAX_JSON_BYTES:
        return {}
    try:
        return as_object(json.loads(content))
    except (ValueError, RecursionError):
        return {}


def as_object(value: Any) -> dict[str, Any]:
    """Give the value if it is a JSON object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def as_list(value: Any) -> list[object]:
    """Give the value if it is a JSON list, else an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []


def is_json(response: httpx.Response) -> bool:
    """Tell whether the body is JSON of any kind; a huge one counts without a look."""
    content = body_of(response)
    try:
        return len(content) > _MAX_JSON_BYTES or json.loads(content) is not Ellipsis
    except (ValueError, RecursionError):
        return False


def text_of(response: httpx.Response, limit: int) -> str:
    """Give the first characters of the body as one line; what cannot be decoded is replaced."""
    head = body_of(response)[: limit * 8]
    try:
        text = head.decode(response.charset_encoding or "utf-8", "replace")
    except (LookupError, UnicodeError):
        text = head.decode("utf-8", "replace")
    return shorten(text, limit)


def is_html(response: httpx.Response) -> bool:
    """Tell whether the answer is a web page, by its declared type or by how it begins."""
    if "html" in response.headers.get("content-type", "").lower():
        return True
    return body_of(response)[:200].lstrip().lower().startswith((b"<!doctype html", b"<html"))


def html_text(response: httpx.Response, limit: int) -> str:
    """Give the title of a web page or, without one, the text that a reader would see first."""
    page = body_of(response)[:20_000].decode("utf-8", "replace")
    title = _TITLE.search(page)
    return shorten(_TAG_OR_COMMENT.sub(" ", title.group(2) if title else page), limit)


def retry_after_s(value: str | None) -> float | None:
    """Give the wait that a Retry-After header asks for, in seconds; it may hold seconds or an HTTP date."""
    if value is None:
        return None
    try:
        seconds = float(value) if not value.strip()[:1].isalpha() else _seconds_until(value)
    except (ValueError, OverflowError):
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _seconds_until(http_date: str) -> float:
    return parsedate_to_datetime(http_date).timestamp() - time.time()
