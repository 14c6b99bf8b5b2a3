"""Keys of applications."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Self

import attrs


@attrs.frozen
class AccessKey:
    """A key that a program signs in with. Orkes shows the secret once, when the key is made."""

    id: str
    secret: str | None = attrs.field(default=None, repr=False)
    status: str | None = None
    """ACTIVE or INACTIVE."""
    created_at: datetime | None = None

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read what Orkes sends."""
        created_ms = source.get("createdAt")
        created_at = datetime.fromtimestamp(created_ms / 1000, UTC) if isinstance(created_ms, int) else None
        return cls(source.get("id", ""), source.get("secret"), source.get("status"), created_at)
