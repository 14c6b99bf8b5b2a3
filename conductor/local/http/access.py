"""Decides which requests the HTTP server answers: by the name it was called with, and by the site that sent them.

The API has no login of its own. On a developer's machine the browser is the program that sends requests on behalf of
strangers, in two ways:

- DNS rebinding: a foreign name that resolves to 127.0.0.1 makes this server "the same site" as a foreign page. The Host
  header still carries the foreign name, so only known names are served.
- Cross-site requests: a foreign page sends forms, images and `text/plain` bodies without a preflight. Such a request
  carries an Origin or a Sec-Fetch-Site header (Fetch Standard; Fetch Metadata Request Headers), and a page cannot
  remove either. Every request from another origin is refused, GET included: polling is a GET, and it takes tasks.

Programs that are not browsers (the SDKs, curl) send neither header and are not affected.
"""

from __future__ import annotations

import functools
import ipaddress
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from conductor.local.api.http import Reply, problem

_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_.])?")
_AUTHORITY = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{0,5})?")
_SAME_SITE = frozenset({"same-origin", "none"})
_WILDCARDS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to


class AccessPolicy:
    """Which names the server answers to, and which requests of browsers.

    Args:
        allowed_hosts: Names besides the loopback ones, without a port. Letter case does not matter.
        bound_to: The address the server listens on. It is an allowed name too, unless it means "every address".

    Raises:
        ValueError: A name has a port, a scheme, a wildcard or characters that no host name has.
    """

    def __init__(self, allowed_hosts: Iterable[str] = (), bound_to: str = "") -> None:
        names = {normalized_name(name) for name in allowed_hosts}
        if bound_to not in _WILDCARDS:
            names.add(normalized_name(bound_to))
        self._names = frozenset(names)
        # Nearly all requests of a server carry the same few Host headers.
        self._is_known = functools.lru_cache(maxsize=64)(self._knows)

    def refusal(self, method: str, path: str, headers: Mapping[str, str]) -> Reply | None:
        """Return the reply to a request that must not be served, None for all others.

        Args:
            method: The method in upper case.
            path: The path, without the query.
            headers: The headers by lower-case name.
        """
        host = headers.get("host", "")
        if not self._is_known(host):
            return problem(421, _wrong_host(host))
        if _is_page(method, path):
            # The files of the page are public and change nothing. Links to the page from other sites go on working.
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is not None and not _is_same_origin(origin, host):
            return problem(403, _wrong_site(f"Origin {origin[:200]!r}", host))
        if site is not None and site not in _SAME_SITE:
            # A page of another port of this machine is "same-site", and another program all the same.
            return problem(403, _wrong_site(f"Sec-Fetch-Site {site[:200]!r}", host))
        return None

    def _knows(self, host: str) -> bool:
        match = _AUTHORITY.fullmatch(host)
        if match is None:
            return False
        name = match["name"].strip("[]").lower().removesuffix(".")
        return name in self._names or _is_loopback(name)


def normalized_name(name: str) -> str:
    """Return a host name in the form in which names are compared.

    Raises:
        ValueError: This is not a host name or an IP address.
    """
    plain = name.strip("[]").lower().removesuffix(".")
    if _NAME.fullmatch(plain) or _is_address(plain):
        return plain
    raise ValueError(f"--allowed-host {name!r}: expected a host name or an IP address, without scheme and port")


def is_loopback_address(host: str) -> bool:
    """Return whether only programs of this machine can reach a server that listens on this address."""
    return _is_loopback(host.strip("[]").lower())


def url_host(host: str) -> str:
    """Return an address as it is written in a URL: an IPv6 address in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):  # RFC 6761: these always mean the loopback address
        return True
    return _is_address(name) and ipaddress.ip_address(name).is_loopback


def _is_page(method: str, path: str) -> bool:
    return method in ("GET", "HEAD") and (path == "/" or path.startswith("/ui/"))


def _is_same_origin(origin: str, host: str) -> bool:
    # The scheme is not compared: behind a proxy that ends TLS the browser says https, and this server sees http.
    return _authority_of(origin) == host.lower()


def _authority_of(origin: str) -> str | None:
    """Return host and port of an http(s) origin, None for any other value, such as `null`."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    return parts.netloc.lower() if parts.scheme in ("http", "https") and parts.netloc else None


def _wrong_host(host: str) -> str:
    shown = f"host {host[:200]!r}" if host else "a request without a Host header"
    return (
        f"this server does not answer to {shown}: start it with --allowed-host NAME (allowed_hosts=[NAME]) to allow it"
    )


def _wrong_site(what: str, host: str) -> str:
    return (
        f"cross-site request refused: {what} is not the origin of {host!r}. A page that calls this API must be served "
        "from the same host and port; the host needs --allowed-host NAME unless it is a loopback name"
    )
