"""How to reach a server: the address, the credentials, and the certificates to trust."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self
from urllib.parse import unquote

import attrs
import httpx

from conductor._options import read_headers
from conductor.errors import ConfigurationError
from conductor.regen.documents import RegenError

_PORT = re.compile(r"[^:]+(:\d*)?|\[[^\]]*\](:\d*)?")
_WITHOUT_SCHEME = re.compile(r"(?i)(localhost|127(\.\d+){3})(:\d+)?(/.*)?")


@attrs.frozen
class Access:
    """What a server is shown, and whom to trust; secrets are not part of the repr.

    Attributes:
        headers: sent with each request to the host of the address, and to no other
        key_id: id of an access key, which is exchanged for a token
        key_secret: its secret
        ca_file: file with the certificates of the authorities to trust
    """

    headers: Mapping[str, str] = attrs.field(factory=dict[str, str], repr=lambda headers: repr(sorted(headers)))
    key_id: str | None = None
    key_secret: str | None = attrs.field(default=None, repr=False)
    ca_file: str | None = None

    @classmethod
    def read(
        cls, headers: Sequence[str] = (), ca_file: str | None = None, environment: Mapping[str, str] = os.environ
    ) -> Self:
        """Read options of the command line (headers as ``Name: value``) and the environment.

        Raises:
            RegenError: a header is malformed, or only one half of the key is set
        """
        key_id, key_secret = (environment.get(f"CONDUCTOR_AUTH_{part}") or None for part in ("KEY", "SECRET"))
        if (key_id is None) != (key_secret is None):
            raise RegenError("set both CONDUCTOR_AUTH_KEY and CONDUCTOR_AUTH_SECRET, or neither")
        ca_file = ca_file or environment.get("SSL_CERT_FILE") or None
        if ca_file is not None and not Path(ca_file).is_file():
            raise RegenError(f"CA file {ca_file!r}: no such file")
        return cls(_headers(headers), key_id, key_secret, ca_file)

    def with_headers(self, more: Mapping[str, str]) -> Self:
        """Return the same access with further headers; those that it has already win."""
        known = {name.lower() for name in self.headers}
        new = {name: value for name, value in more.items() if name.lower() not in known}
        return attrs.evolve(self, headers={**new, **self.headers})

    @property
    def is_anonymous(self) -> bool:
        """Whether the server is shown no credentials at all."""
        return not self.headers and self.key_id is None


def _headers(lines: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name.strip():
            raise RegenError("a header must have the form 'Name: value' (it is not shown here, it may be secret)")
        pairs[name.strip()] = value.strip()
    try:
        return read_headers("HEADER", pairs)
    except ConfigurationError as error:
        raise RegenError(str(error)) from None


def masked(text: str) -> str:
    """Return an address without all that stands before its last ``@``: that may be a password."""
    return re.sub(r".*@", "***@", text, flags=re.DOTALL)


def read_address(text: str) -> tuple[httpx.URL, dict[str, str]]:
    """Return the address without user name and password, and the header that carries these.

    ``localhost:8080`` is taken for ``http://localhost:8080``. Any other address needs its scheme, since a guess could
    send credentials in the clear.

    Raises:
        RegenError: it is not an http or https address
    """
    found = f"http://{text}" if _WITHOUT_SCHEME.fullmatch(text) else text
    scheme, separator, rest = found.partition("://")
    if not separator or scheme.lower() not in ("http", "https"):
        raise RegenError(f"{masked(text)!r} is not an address: it must start with http:// or https://")
    authority, path = _split(rest)
    userinfo, at, host = authority.rpartition("@")
    if "@" in path and (at or not _PORT.fullmatch(authority)):
        # What seems to be the host may be a part of the password.
        raise RegenError(f"{scheme}://***: percent-encode the characters / ? # and @ of the password")
    try:
        url = httpx.URL(f"{scheme}://{host}{path}").copy_with(fragment=None)
    except httpx.InvalidURL:
        url = httpx.URL()
    if not is_usable(url):
        raise RegenError(f"{scheme}://{'***@' if at else ''}{host[:200]} is not a valid address")
    pair = b64encode(unquote(userinfo).encode()).decode()
    return url, {"Authorization": f"Basic {pair}"} if at else {}


def is_usable(url: httpx.URL) -> bool:
    """Return whether an address is http or https, with a host that may exist."""
    return url.scheme in {"http", "https"} and re.fullmatch(r"[\w.:-]+", url.host) is not None


def _split(rest: str) -> tuple[str, str]:
    """Return the authority of an address, and what follows it."""
    match = re.search(r"[/?#]", rest)
    return (rest[: match.start()], rest[match.start() :]) if match else (rest, "")
