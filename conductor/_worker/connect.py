"""Chooses how the requests of workers travel."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import sys
import threading
from typing import TYPE_CHECKING

from conductor._worker.senders import ClientSender, DirectSender

if TYPE_CHECKING:
    from conductor._worker._twin import Twin
    from conductor._worker.wire import Sender

logger = logging.getLogger("conductor.worker")


_FAST = "conductor._worker.fast"


def load() -> None:
    """Load the fast wire, where it is installed, on a thread that does not end.

    Once the thread that imported it has ended, each new client of pyreqwest (0.15) crashes the process.
    """
    if importlib.util.find_spec("pyreqwest") is None or _FAST in sys.modules:
        return
    if threading.current_thread() is threading.main_thread():
        importlib.import_module(_FAST)
        return
    loaded = threading.Event()
    threading.Thread(target=_load_and_stay, args=(loaded,), name="conductor-fast-wire", daemon=True).start()
    loaded.wait()


def _load_and_stay(loaded: threading.Event) -> None:
    try:
        importlib.import_module(_FAST)
    finally:
        loaded.set()
    threading.Event().wait()


def open_sender(twin: Twin) -> Sender:
    """Give the cheapest way that does all that the settings of the client ask for.

    What the user gave to connect the client, and the embedded server, are reached through the client alone.
    """
    if twin.network is None:
        return ClientSender(twin.client.api, twin.aclose)
    if importlib.util.find_spec("pyreqwest") is None:
        return DirectSender(twin.client, twin.network, twin.aclose)
    load()
    from conductor._worker.fast import FastSender, why_not

    reason = why_not(twin.client.settings)
    if reason is None:
        return FastSender(twin.client, twin.aclose)
    logger.debug("workers use httpx instead of the fast wire: %s asks for it", reason)
    return DirectSender(twin.client, twin.network, twin.aclose)
