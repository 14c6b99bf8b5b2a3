"""Chooses how the requests of workers travel."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from conductor._worker.senders import ClientSender, DirectSender

if TYPE_CHECKING:
    from conductor._worker._twin import Twin
    from conductor._worker.wire import Sender

logger = logging.getLogger("conductor.worker")

_FAST = "conductor._worker.fast"
_ALLOCATOR_OPTION = "MIMALLOC_ARENA_EAGER_COMMIT"


def load() -> None:
    """Load the fast wire, where it is installed, on a thread that does not end.

    Once the thread that imported it has ended, each new client of pyreqwest (0.15) crashes the process.
    """
    if importlib.util.find_spec("pyreqwest") is None or _FAST in sys.modules:
        return
    if threading.current_thread() is threading.main_thread():
        _load()
        return
    loaded = threading.Event()
    threading.Thread(target=_load_and_stay, args=(loaded,), name="conductor-fast-wire", daemon=True).start()
    loaded.wait()


def _load() -> None:
    with _lean_allocator():
        importlib.import_module(_FAST)


@contextmanager
def _lean_allocator() -> Generator[None]:
    """Let pyreqwest take memory when it is used: otherwise a hundred tasks at once need 13 MiB more."""
    if _ALLOCATOR_OPTION in os.environ:
        yield
        return
    os.environ[_ALLOCATOR_OPTION] = "0"
    try:
        yield
    finally:
        del os.environ[_ALLOCATOR_OPTION]


def _load_and_stay(loaded: threading.Event) -> None:
    try:
        _load()
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
