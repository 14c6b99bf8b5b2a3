# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class StartAgent:
    """StartAgent as the server reads and writes it."""

    context: dict[str, Any] | None = None
    idempotency_key: str | None = None
    media: list[str] | None = None
    name: str | None = None
    prompt: str | None = None
    session_id: str | None = None
    version: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.context is not None:
            result["context"] = self.context
        if self.idempotency_key is not None:
            result["idempotencyKey"] = self.idempotency_key
        if self.media is not None:
            result["media"] = self.media
        if self.name is not None:
            result["name"] = self.name
        if self.prompt is not None:
            result["prompt"] = self.prompt
        if self.session_id is not None:
            result["sessionId"] = self.session_id
        if self.version is not None:
            result["version"] = self.version
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            context=pop("context", None),
            idempotency_key=pop("idempotencyKey", None),
            media=pop("media", None),
            name=pop("name", None),
            prompt=pop("prompt", None),
            session_id=pop("sessionId", None),
            version=pop("version", None),
            additional_properties=rest,
        )
