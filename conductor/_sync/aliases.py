# Derived from conductor/_async/aliases.py by scripts/unasync.py; do not edit.
"""Names of the JavaScript SDK for what is called otherwise here."""

from __future__ import annotations

from conductor._sync._http import Fetch
from conductor._sync.client import ConductorClient

ConductorClientWithAuth = ConductorClient
FetchFn = Fetch
