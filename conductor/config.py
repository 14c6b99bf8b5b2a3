"""Where the settings of a client come from: arguments, environment, defaults, and their checks."""

from __future__ import annotations

import logging
import os
import re
import ssl
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Never, Self, TypedDict, cast

import attrs

from conductor import _options
from conductor.errors import ConfigurationError, UsageError

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from datetime import timedelta

    from conductor.local import LocalServer

__all__ = [
    "REFRESH_TOKEN_INTERVAL_MS",
    "OrkesApiConfig",
    "Settings",
]

DEFAULT_MAX_RESPONSE_BYTES = 64 * 1024 * 1024

logger = logging.getLogger("conductor")

REFRESH_TOKEN_INTERVAL_MS = 30 * 60 * 1000
"""A token is renewed when it is older than this, unless ``refresh_token_interval`` says otherwise."""

TokenSource = str | Callable[[], "str | Awaitable[str]"]
"""A token, or a function that gives one; it is asked for each request, so it should remember its answer."""


class OrkesApiConfig(TypedDict, total=False):
    """Options of a client; each is also a keyword argument of the factory, and camelCase is understood too.

    The environment variable, where there is one, wins over the option (``use_env=False`` turns that off).
    """

    server_url: str | LocalServer
    """Address of the server, with or without ``/api`` at the end; ``local://`` or a ``LocalServer`` for one inside this
    process. CONDUCTOR_SERVER_URL"""
    key_id: str
    """Id of the access key. CONDUCTOR_AUTH_KEY"""
    key_secret: str
    """Secret of the access key. CONDUCTOR_AUTH_SECRET"""
    refresh_token_interval: int | timedelta
    """Milliseconds after which a token is renewed, default 30 min; 0 = only when it was refused.
    CONDUCTOR_REFRESH_TOKEN_INTERVAL"""
    max_http2_connections: int
    """Most connections with ``http2``, default 100. CONDUCTOR_MAX_HTTP2_CONNECTIONS"""
    token: TokenSource
    """A token instead of a key: the text, or a function that gives it."""
    username: str
    """User name for basic authentication, with ``password``."""
    password: str
    """Password for basic authentication, with ``username``."""
    headers: Mapping[str, str]
    """Headers that go with each request."""
    connect_timeout_s: float | timedelta
    """Longest wait for a connection, default 10 s."""
    read_timeout_s: float | timedelta
    """Longest wait for the next part of an answer, default 60 s; calls that ask the server to wait get more."""
    timeout_s: float | timedelta | None
    """Longest time for a whole call with its retries; default: no limit."""
    max_retries: int
    """How often a call that may be repeated is repeated, default 3."""
    max_response_bytes: int
    """Longest body of a response in bytes, counted after decompression, default 64 MiB; a longer one is an error."""
    verify: bool | ssl.SSLContext
    """False accepts any certificate of the server; or an SSL context of your own."""
    ca_cert: str | os.PathLike[str]
    """File with the certificates of the authorities to trust."""
    client_cert: str | os.PathLike[str] | tuple[str, ...]
    """Certificate of this client: one file, or (certificate, key), or (certificate, key, password)."""
    proxy: str
    """Address of a proxy; default: what HTTP_PROXY, HTTPS_PROXY and NO_PROXY say."""
    http2: bool
    """Use HTTP/2 where the server offers it (over TLS); needs the extra ``http2``."""


@attrs.frozen(kw_only=True)
class Settings:
    """The checked settings of a client; secrets are not part of the repr, and settings are not pickled."""

    server_url: str
    key_id: str | None = None
    key_secret: str | None = attrs.field(default=None, repr=False)
    refresh_token_interval_ms: int = REFRESH_TOKEN_INTERVAL_MS
    max_http2_connections: int | None = None
    token: TokenSource | None = attrs.field(default=None, repr=False)
    username: str | None = None
    password: str | None = attrs.field(default=None, repr=False)
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str], repr=lambda headers: repr(sorted(headers)))
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 60.0
    timeout_s: float | None = None
    max_retries: int = 3
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES
    verify: bool | ssl.SSLContext = True
    ca_cert: str | None = None
    client_cert: tuple[str, ...] | None = attrs.field(default=None, repr=False)
    proxy: str | None = attrs.field(default=None, repr=False)
    http2: bool = False
    from_environment: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)
    """Names of the environment variables that were used."""

    def __reduce__(self) -> Never:
        raise UsageError("settings hold secrets and are not pickled: make a client in each process")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self


# Option -> (environment variable, may its value be shown?)
_ENVIRONMENT: Mapping[str, tuple[str, bool]] = {
    "server_url": ("CONDUCTOR_SERVER_URL", True),
    "key_id": ("CONDUCTOR_AUTH_KEY", False),
    "key_secret": ("CONDUCTOR_AUTH_SECRET", False),
    "refresh_token_interval": ("CONDUCTOR_REFRESH_TOKEN_INTERVAL", True),
    "max_http2_connections": ("CONDUCTOR_MAX_HTTP2_CONNECTIONS", True),
    "max_response_bytes": ("CONDUCTOR_MAX_RESPONSE_BYTES", True),
}
_CONNECTION_OPTIONS = frozenset({"server_url", "key_id", "key_secret"})

_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "server_url": _options.read_server_url,
    "key_id": _options.read_text,
    "key_secret": _options.read_text,
    "refresh_token_interval": _options.read_milliseconds,
    "max_http2_connections": _options.read_positive_count,
    "token": _options.read_token,
    "username": _options.read_text,
    "password": _options.read_text,
    "headers": _options.read_headers,
    "connect_timeout_s": _options.read_seconds,
    "read_timeout_s": _options.read_seconds,
    "timeout_s": _options.read_seconds,
    "max_retries": _options.read_count,
    "max_response_bytes": _options.read_positive_count,
    "verify": _options.read_verify,
    "ca_cert": _options.read_file,
    "client_cert": _options.read_files,
    "proxy": _options.read_proxy,
    "http2": _options.read_flag,
}
_FIELDS: Mapping[str, str] = {"refresh_token_interval": "refresh_token_interval_ms"}


def resolve_settings(
    config: OrkesApiConfig | Mapping[str, Any] | None = None,
    options: OrkesApiConfig | Mapping[str, Any] | None = None,
    *,
    use_env: bool = True,
    own_transport: bool = False,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Merge arguments and environment into checked settings.

    The environment wins over ``options``, and these over ``config``; empty values count as unset. With an embedded
    server, or ``own_transport`` (the caller brought a transport or an HTTP client), address and keys come from
    arguments only.

    Raises:
        ConfigurationError: an option is unknown, missing or has a wrong value.
    """
    given = {**_checked(config, "config"), **_checked(options, "options")}
    own_server = own_transport or _options.is_local_address(given.get("server_url"))
    ignored = frozenset(_ENVIRONMENT) if not use_env else _CONNECTION_OPTIONS if own_server else frozenset[str]()
    found = _from_environment(os.environ if environ is None else environ, ignored)
    _warn_overridden(given, found)
    values = {**given, **found}
    if "server_url" not in values:
        raise ConfigurationError(_missing_url_text(environment_read="server_url" not in ignored))
    _warn_useless(values)
    logger.debug("settings: %s", ", ".join(_origins(values, found)))
    variables = tuple(_ENVIRONMENT[name][0] for name in found)
    return Settings(**{_FIELDS.get(name, name): value for name, value in values.items()}, from_environment=variables)


def with_key(settings: Settings, key_id: str, key_secret: str, interval: int | timedelta | None) -> Settings:
    """Give the settings with another key; without an interval (milliseconds) theirs stays."""
    options = {"key_id": key_id, "key_secret": key_secret, "refresh_token_interval": interval}
    values = _checked(options, "authorize")
    missing = [name for name in ("key_id", "key_secret") if name not in values]
    if missing:
        raise ConfigurationError(f"authorize needs a key: {' and '.join(missing)} must not be empty")
    return attrs.evolve(settings, **{_FIELDS.get(name, name): value for name, value in values.items()})


def _checked(config: object, where: str) -> dict[str, Any]:
    if not isinstance(config, Mapping | None):
        raise ConfigurationError(
            f"{where}: expected a mapping of options, found {type(config).__name__}; an address goes into server_url"
        )
    values: dict[str, Any] = {}
    for key, raw in cast("Mapping[str, Any]", config or {}).items():
        name = _option_name(key)
        if name not in _READERS:
            raise ConfigurationError(_unknown_text(key, name, where))
        value = _options.trimmed(raw)
        if value is not None:
            values[name] = _READERS[name](name, value)
    return values


def _from_environment(environ: Mapping[str, str], ignored: frozenset[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, (variable, _) in _ENVIRONMENT.items():
        raw = _options.trimmed(environ.get(variable))
        if raw is not None and name not in ignored:
            values[name] = _READERS[name](variable, raw)
    return values


def _warn_overridden(given: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    changed = [name for name in found if name in given and given[name] != found[name]]
    if changed:
        texts = "; ".join(_override_text(name, given[name], found[name]) for name in changed)
        logger.warning("%s (use_env=False to keep the arguments)", texts)


def _override_text(name: str, given: object, found: object) -> str:
    variable, shown = _ENVIRONMENT[name]
    return f"{variable}={found} overrides {name}={given!r}" if shown else f"{variable} overrides {name}"


def _warn_useless(values: Mapping[str, Any]) -> None:
    if ("key_id" in values) != ("key_secret" in values):
        there, missing = ("key_id", "key_secret") if "key_id" in values else ("key_secret", "key_id")
        logger.warning("%s is set but %s is not: calls go out without a token", there, missing)
    if ("username" in values) != ("password" in values):
        raise ConfigurationError("username and password belong together: give both or neither")
    if "token" in values and "key_id" in values and "key_secret" in values:
        logger.warning("token is ignored, since key_id and key_secret are set")


def _origins(values: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    return [
        f"{name} from {_ENVIRONMENT[name][0] if name in found else 'arguments'}"
        f"{f' ({values[name]})' if name in _ENVIRONMENT and _ENVIRONMENT[name][1] else ''}"
        for name in values
    ]


def _option_name(key: object) -> str:
    """Turn serverUrl, and TOKEN as JavaScript has it, into the names used here."""
    text = str(key)
    return text.lower() if text.isupper() else re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower()


def _unknown_text(key: object, name: str, where: str) -> str:
    import difflib

    close = difflib.get_close_matches(name, _READERS, n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else f"known are {', '.join(sorted(_READERS))}"
    return f"unknown option {key!r} in {where}: {hint}"


def _missing_url_text(*, environment_read: bool) -> str:
    text = "Conductor server URL is not set: pass server_url='http://localhost:8080'"
    if environment_read:
        return f"{text} or set CONDUCTOR_SERVER_URL"
    return (
        f"{text} (CONDUCTOR_SERVER_URL is not read with use_env=False, or with a transport or HTTP client of your own)"
    )
