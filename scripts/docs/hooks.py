"""Hooks of mkdocs."""

from __future__ import annotations

import logging
import re
from typing import Any

_LOADED = re.compile(r'<(?:script|img|link|iframe|source)\b[^>]*?\b(?:src|href)="((?:https?:)?//[^"]+)"')

log = logging.getLogger("mkdocs.hooks")


def on_post_page(output: str, *, page: Any, **_: Any) -> str:
    """Log a warning, which fails the build, for each file that a browser would load from another host."""
    for address in _LOADED.findall(output):
        log.warning("%s: readers would load %s", page.file.src_path, address)
    return output
