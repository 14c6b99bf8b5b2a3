# Async source: scripts/unasync.py derives conductor/_sync/aliases.py from it, line by line.
"""Names of the JavaScript SDK for what is called otherwise here."""

from __future__ import annotations

from conductor._async._http import AsyncFetch
from conductor._async.client import AsyncConductorClient

AsyncConductorClientWithAuth = AsyncConductorClient
AsyncFetchFn = AsyncFetch
