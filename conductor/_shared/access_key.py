"""Keys of applications."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Self, cast

import attrs

from conductor.errors import UnreadableAnswerError


@attrs.frozen
class AccessKey:
    """A key that a program signs in with. Orkes shows the secret once, when the key is made."""

    id: str
    secret: str | None = attrs.field(default=None, repr=False)
    status: str | None = None
    """ACTIVE or INACTIVE."""
    created_at: datetime | None = None

    @classmethod
    def list_from(cls, answer: object) -> list[Self]:
        """Read a list of keys; UnreadableAnswerError when the answer is not a list."""
        if not isinstance(answer, list):
            raise UnreadableAnswerError(f"expected a list of access keys, got {type(answer).__name__}", status=200)
        return [cls.from_dict(key) for key in cast("list[object]", answer)]

    @classmethod
    def from_dict(cls, source: object) -> Self:
        """Read the key that Orkes sends; UnreadableAnswerError when it is not a JSON object."""
        if not isinstance(source, dict):
            raise UnreadableAnswerError(f"expected an access key, got {type(source).__name__}", status=200)
        key = cast("dict[str, Any]", source)
        created_ms = key.get("createdAt")
        created_at = datetime.fromtimestamp(created_ms / 1000, UTC) if isinstance(created_ms, int) else None
        return cls(key.get("id", ""), key.get("secret"), key.get("status"), created_at)
