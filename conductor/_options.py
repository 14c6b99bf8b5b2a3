"""Readers of single options: each takes the name that the user knows and a value, and gives the checked value."""

from __future__ import annotations

import os
import re
import ssl
import uuid
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import httpx

from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from conductor.local import LocalServer

_LOCAL = "local://"
# RFC 9110, section 5.1.
_HEADER_NAME = re.compile(r"[0-9A-Za-z!#$%&'*+.^_`|~-]+")
_FRAMING = frozenset({"content-length", "transfer-encoding"})
_USER_INFO = re.compile(r"^(\w+://)?.*@", re.DOTALL)
_NO_PORT = re.compile(r"(?<!^http)(?<!^https):(?!//)(?!\d*([/?#]|$))[^/?#]*")


def trimmed(value: Any) -> Any:
    """Cut white space off texts; an empty one is None, which counts as unset."""
    return value.strip() or None if isinstance(value, str) else value


def read_text(name: str, value: Any) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} must be a text, not {type(value).__name__}")
    return value


def is_local_address(value: object) -> bool:
    """Tell whether this is the address of an embedded server."""
    return isinstance(value, str) and value.lower().startswith(_LOCAL)


def is_local_server(value: object) -> TypeIs[LocalServer]:
    """Tell whether this is an embedded server, without loading what makes them."""
    return is_local_address(getattr(value, "url", None))


def read_server_url(name: str, value: Any) -> str:
    """Read the address of a server; a slash and ``/api`` at its end are cut off.

    An embedded server stands for its address. ``local://`` alone gets a name, which makes it a server of its own.
    """
    if is_local_server(value):
        return value.url
    if is_local_address(value):
        return _read_local(name, value)
    url = _read_url(name, value)
    if url.userinfo:
        raise ConfigurationError(f"{name} holds a user name or password: use username= and password= instead")
    if url.query or url.fragment:
        raise ConfigurationError(f"{name} must end with the path, without ? and #: {_hidden(value)!r}")
    path = re.sub(r"(/+api)?/*$", "", url.raw_path.decode())
    return f"{url.scheme}://{url.netloc.decode()}{path}"


def read_proxy(name: str, value: Any) -> str:
    """Read the address of a proxy, which may hold a user name and password."""
    return str(_read_url(name, value))


def read_milliseconds(name: str, value: Any) -> int:
    """Read a span in whole milliseconds, 0 included."""
    return _read_int(name, round(value / timedelta(milliseconds=1)) if isinstance(value, timedelta) else value, 0)


def read_count(name: str, value: Any) -> int:
    """Read a whole number, 0 included."""
    return _read_int(name, value, 0)


def read_positive_count(name: str, value: Any) -> int:
    """Read a whole number from 1."""
    return _read_int(name, value, 1)


def read_seconds(name: str, value: Any) -> float:
    """Read a span in seconds above 0."""
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds < float("inf"):
        raise ConfigurationError(f"{name} must be a number of seconds above 0, not {value!r}")
    return float(seconds)


def read_flag(name: str, value: Any) -> bool:
    """Read True or False."""
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name} must be True or False, not {value!r}")
    return value


def read_token(name: str, value: Any) -> Any:
    """Read a token, or the function that gives it."""
    if callable(value):
        return value
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} must be a text or a function that gives one, not {type(value).__name__}")
    return header_value(name, value)


def read_headers(name: str, value: Any) -> dict[str, str]:
    """Read headers; their values are checked here, since later errors would quote them."""
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{name} must be a mapping of names to texts, not {type(value).__name__}")
    pairs = cast("Mapping[object, object]", value)
    return {_header_name(name, key): header_value(f"{name}[{key!r}]", pairs[key]) for key in pairs}


def _header_name(name: str, value: Any) -> str:
    text = read_text(f"a name in {name}", value)
    if not _HEADER_NAME.fullmatch(text):
        raise ConfigurationError(f"a name in {name} must be made of ASCII letters, digits and hyphens: {text!r}")
    if text.lower() in _FRAMING:
        raise ConfigurationError(f"{name}[{text!r}] depends on the body and is set for each request: leave it out")
    return text


def header_value(name: str, value: Any) -> str:
    """Give the text, trimmed, if a header can hold it; the error does not quote it, it may be secret."""
    if not isinstance(value, str) or not (value.isascii() and value.strip().isprintable()):
        raise ConfigurationError(f"{name} must be a text of printable ASCII characters (its value is not shown here)")
    return value.strip()


def read_verify(name: str, value: Any) -> bool | ssl.SSLContext:
    """Read how certificates of the server are checked."""
    if not isinstance(value, bool | ssl.SSLContext):
        raise ConfigurationError(f"{name} must be True, False or an ssl.SSLContext; a file goes into ca_cert")
    return value


def read_file(name: str, value: Any) -> str:
    """Read the path of a file that is there."""
    if not isinstance(value, str | os.PathLike):
        raise ConfigurationError(f"{name} must be the path of a file, not {type(value).__name__}")
    path = os.fspath(cast("str | os.PathLike[str]", value))
    if not Path(path).is_file():
        raise ConfigurationError(f"{name}: there is no file {path!r}")
    return path


def read_files(name: str, value: Any) -> tuple[str, ...]:
    """Read a certificate: a file, or a certificate and its key, and the key's password at the end."""
    if not isinstance(value, tuple | list):
        return (read_file(name, value),)
    parts = list(cast("tuple[str, ...] | list[str]", value))
    if not 1 <= len(parts) <= 3:
        raise ConfigurationError(f"{name} must be a file, (certificate, key) or (certificate, key, password)")
    passwords = [read_text(f"the password in {name}", part) for part in parts[2:]]
    return (*(read_file(name, part) for part in parts[:2]), *passwords)


def _read_local(name: str, value: str) -> str:
    found = re.fullmatch(r"([A-Za-z0-9._-]*)(/api)?/?", value[len(_LOCAL) :])
    if found is None:
        raise ConfigurationError(
            f"{name}: after {_LOCAL} comes nothing, or a name of letters, digits and -._: {value!r}"
        )
    return f"{_LOCAL}{found[1] or uuid.uuid4().hex[:8]}"


def _read_int(name: str, value: Any, lowest: int) -> int:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not re.fullmatch(r"[+-]?[0-9]{1,15}", text) or int(text) < lowest:
        raise ConfigurationError(f"{name} must be a whole number from {lowest}, not {value!r}")
    return int(text)


def _read_url(name: str, value: Any) -> httpx.URL:
    try:
        url = httpx.URL(read_text(name, value))
    except (httpx.InvalidURL, UnicodeError) as error:
        detail = f": {error}" if _hidden(value) == value else ""
        raise ConfigurationError(f"{name} is no address: {_hidden(value)!r}{detail}") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise ConfigurationError(f"{name} must begin with http:// or https:// and name a host: {_hidden(value)!r}")
    if not 0 <= (url.port or 0) <= 65535:
        raise ConfigurationError(f"{name} has a port above 65535: {_hidden(value)!r}")
    return url


def _hidden(url: str) -> str:
    """Give an address to show: what may be a password, before an @ or in the place of a port, is left out."""
    return _NO_PORT.sub(":...", _USER_INFO.sub(r"\1...@", url))
