# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.rate_limit_config_policy import RateLimitConfigPolicy
from ..types import read_enum, write_value


@define(kw_only=True)
class RateLimitConfig:
    """RateLimitConfig as the server reads and writes it."""

    concurrent_exec_limit: int | None = None
    policy: RateLimitConfigPolicy | None = None
    rate_limit_key: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.concurrent_exec_limit is not None:
            result["concurrentExecLimit"] = self.concurrent_exec_limit
        if self.policy is not None:
            result["policy"] = write_value(self.policy)
        if self.rate_limit_key is not None:
            result["rateLimitKey"] = self.rate_limit_key
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            concurrent_exec_limit=pop("concurrentExecLimit", None),
            policy=read_enum(RateLimitConfigPolicy, pop("policy", None)),
            rate_limit_key=pop("rateLimitKey", None),
            additional_properties=rest,
        )
