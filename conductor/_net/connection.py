"""What the connections of a client are made of: TLS, proxy, pool and time limits; the same for sync and async."""

from __future__ import annotations

import importlib.util
import logging
import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

import httpx

from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from conductor.config import Settings

POOL_SIZE = 100
# Below the 20 s after which Tomcat, in the server, drops an idle connection.
KEEP_ALIVE_S = 15.0


def transport_options(settings: Settings) -> dict[str, Any]:
    """Give the arguments for the transport of httpx."""
    if settings.http2:
        _prepare_http2()
    proxy = settings.proxy or _proxy_of_environment(httpx.URL(settings.server_url))
    if proxy and proxy.startswith("socks") and importlib.util.find_spec("socksio") is None:
        raise ConfigurationError("a SOCKS proxy needs the package socksio: pip install 'httpx[socks]'")
    return {
        "verify": _tls(settings),
        "http2": settings.http2,
        "limits": _limits(settings),
        "proxy": httpx.Proxy(proxy) if proxy else None,
    }


def time_limits(settings: Settings) -> httpx.Timeout:
    """Give the limits of a single attempt; a connection of the pool is waited for as long as an answer."""
    return httpx.Timeout(settings.read_timeout_s, connect=settings.connect_timeout_s)


def _prepare_http2() -> None:
    if importlib.util.find_spec("h2") is None:
        raise ConfigurationError("http2=True needs the package h2: pip install 'conductor-sdk[http2]'")
    # At DEBUG hpack logs each header with its value, tokens too.
    hpack_logger = logging.getLogger("hpack")
    if hpack_logger.level == logging.NOTSET:
        hpack_logger.setLevel(logging.INFO)


def _limits(settings: Settings) -> httpx.Limits:
    # Only HTTP/2 shares a connection: with HTTP/1.1 one long poll would block every other call.
    size = (settings.max_http2_connections if settings.http2 else None) or POOL_SIZE
    return httpx.Limits(max_connections=size, max_keepalive_connections=size, keepalive_expiry=KEEP_ALIVE_S)


def _proxy_of_environment(url: httpx.URL) -> str | None:
    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(url.netloc.decode()):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _tls(settings: Settings) -> ssl.SSLContext | bool:
    if not settings.ca_cert and not settings.client_cert:
        is_plain = settings.verify is True and settings.server_url.startswith("http:")
        # To read the certificates of all authorities takes long, and no TLS needs none: this one trusts nobody.
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if is_plain else settings.verify
    if isinstance(settings.verify, ssl.SSLContext):
        raise ConfigurationError("verify is an SSL context: load ca_cert and client_cert into that one")
    if settings.ca_cert and settings.verify:
        context = _context_of_file(settings.ca_cert)
    else:
        context = httpx.create_ssl_context(verify=settings.verify)
    if settings.client_cert:
        _load_client_certificate(context, settings.client_cert)
    return context


def _context_of_file(ca_cert: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_cert)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"ca_cert: {ca_cert!r} holds no certificates in PEM form ({error})") from None


def _load_client_certificate(context: ssl.SSLContext, files: tuple[str, ...]) -> None:
    certificate, key = files[0], files[1] if len(files) > 1 else None
    # Without a password OpenSSL would ask for one at the terminal.
    password = files[2] if len(files) > 2 else ""
    try:
        context.load_cert_chain(certificate, key, password)
    except (OSError, ValueError) as error:
        reason = "the password is missing or wrong" if _is_encrypted(key or certificate) else str(error)
        raise ConfigurationError(f"client_cert: cannot load {files[:2]}: {reason}") from None


def _is_encrypted(key: str) -> bool:
    try:
        return b"ENCRYPTED" in Path(key).read_bytes()
    except OSError:
        return False
