"""What the server keeps besides definitions and executions, as plain JSON."""

from __future__ import annotations

from typing import Any

from .changes import Changes


class Documents:
    """JSON values by kind and key. A stored value is never changed in place: a new one is put in its stead."""

    def __init__(self) -> None:
        self.changes = Changes()
        self._kinds: dict[str, dict[str, Any]] = {}

    def get(self, kind: str, key: str) -> Any:
        """The value of a key, None when there is none."""
        return self._kinds.get(kind, {}).get(key)

    def put(self, kind: str, key: str, value: Any) -> None:
        """Store a value, in place of a former one."""
        self._kinds.setdefault(kind, {})[key] = value
        self.changes.note(f"document:{kind}", key)

    def remove(self, kind: str, key: str) -> bool:
        """Remove a key; False when there was none."""
        self.changes.note(f"document:{kind}", key)
        return self._kinds.get(kind, {}).pop(key, None) is not None

    def kinds(self) -> list[str]:
        """The kinds of which something was stored."""
        return list(self._kinds)

    def all(self, kind: str) -> dict[str, Any]:
        """All values of a kind by their key, in the order of their first storing."""
        return dict(self._kinds.get(kind, {}))
