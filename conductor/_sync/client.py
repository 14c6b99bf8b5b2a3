# Derived from conductor/_async/client.py by scripts/unasync.py; do not edit.
"""The client: where the server is, who asks, and how; all other objects of the facade take one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Never, Self, Unpack

import attrs
import httpx

from conductor._sync._http import Fetch, build_http_client, build_transport
from conductor._net.auth import TokenAuth, build_auth
from conductor._net.lifetime import Lifetime
from conductor._options import is_local_server
from conductor.config import OrkesApiConfig, Settings, resolve_settings, with_key
from conductor.errors import ConfigurationError, UsageError, from_response
from conductor_api import Client

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from conductor.local import LocalServer


class ConductorClient:
    """A connection to one Conductor server: its address, its connections, its token.

    Made by :func:`orkes_conductor_client`. Use it as a context manager, or close it at the end. It serves the
    process that made it, and the event loop of its first call where there is one: make a new one elsewhere.

    ``api`` is the generated client, for endpoints that the facade has no method for; ``settings`` is what the
    client goes by; ``fetch`` what was given to replace the network.
    """

    def __init__(self, settings: Settings, fetch: Fetch | None = None) -> None:
        self.settings = settings
        self.fetch = fetch
        self._lifetime = Lifetime(owns_connections=fetch is None)
        self._transport = build_transport(settings, fetch, self._lifetime)
        self._http = build_http_client(settings, fetch, self._transport)
        self.api = Client(
            settings.server_url,
            http_client=self._http,
            error_factory=from_response,
            argument_error=ConfigurationError,
        )

    def authorize(
        self, key_id: str, key_secret: str, refresh_token_interval: int | timedelta | None = None
    ) -> None:
        """Get a token for this key now, and use it from now on.

        ``refresh_token_interval`` in milliseconds is the age at which it is renewed, 0 = only when it is refused;
        without it the settings count.

        Raises:
            AuthenticationError: the server refused the key; the client stays as it was.
        """
        settings = with_key(self.settings, key_id, key_secret, refresh_token_interval)
        auth = build_auth(settings)
        if isinstance(auth, TokenAuth):
            auth.accept(self._http.send(auth.token_request(), auth=httpx.Auth()))
        self.settings, self._http.auth = settings, auth

    def de_authorize(self) -> None:
        """Forget key and token: from now on requests carry none."""
        self.settings = attrs.evolve(self.settings, key_id=None, key_secret=None, token=None)
        self._http.auth = httpx.Auth()

    def close(self) -> None:
        """Close the connections; any later call raises UsageError. What was given as ``fetch`` stays open."""
        if not self._lifetime.is_closed:
            self._lifetime.is_closed = True
            # The sockets of a forked child are those of its parent.
            if not self._lifetime.is_inherited:
                self._transport.close()

    def __enter__(self) -> Self:
        self._lifetime.check()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> Never:
        raise UsageError("a client is not pickled or copied: make one in each process")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.settings.server_url!r}{', closed' if self._lifetime.is_closed else ''})"


def orkes_conductor_client(
    config: OrkesApiConfig | Mapping[str, Any] | None = None,
    fetch: Fetch | LocalServer | None = None,
    *,
    use_env: bool = True,
    **options: Unpack[OrkesApiConfig],
) -> ConductorClient:
    """Make a client for a Conductor server, OSS or Orkes.

    Nothing is sent yet: a token is fetched when the first call needs one. The environment wins over arguments, see
    :class:`OrkesApiConfig` for the options and their variables.

    ``server_url="local://"`` makes a server inside this process, which is empty and needs no set-up. Clients of
    ``local://name`` share one. It ends when its last client is closed, its workers included.

    Args:
        config: Options as a mapping; keyword arguments win over it.
        fetch: Replaces the network: an httpx transport, a ready httpx client, a function that answers requests, or a
            ``LocalServer``. Address and keys are taken from arguments only then. It is never closed from here.
        use_env: False leaves the environment out.
        **options: The same options as in ``config``.

    Raises:
        ConfigurationError: the address is missing, an option is unknown or has a wrong value.
    """
    if is_local_server(fetch):
        options["server_url"], fetch = fetch, None
    settings = resolve_settings(config, options, use_env=use_env, own_transport=fetch is not None)
    return ConductorClient(settings, fetch)


create_conductor_client = orkes_conductor_client
