"""Chooses how the requests of workers travel."""

from __future__ import annotations

import importlib.util
import logging
from typing import TYPE_CHECKING

from conductor._worker.senders import ClientSender, DirectSender

if TYPE_CHECKING:
    from conductor._worker._twin import Twin
    from conductor._worker.wire import Sender

logger = logging.getLogger("conductor.worker")

# Others bring one of them, too.
_NEEDED = ("httptools", "aiohappyeyeballs")


def open_sender(twin: Twin) -> Sender:
    """Give the cheapest way that does all that the settings of the client ask for.

    What the user gave to connect the client, and the embedded server, are reached through the client alone.
    """
    if twin.network is None:
        return ClientSender(twin.client.api, twin.aclose)
    if not all(importlib.util.find_spec(name) for name in _NEEDED):
        return DirectSender(twin.client, twin.network, twin.aclose)
    from conductor._worker.fast import FastSender, why_not

    reason = why_not(twin.client.settings)
    if reason is None:
        return FastSender(twin.client, twin.network, twin.aclose)
    logger.debug("workers use httpx instead of the fast wire: %s asks for it", reason)
    return DirectSender(twin.client, twin.network, twin.aclose)
