# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class CronSchedule:
    """CronSchedule as the server reads and writes it."""

    cron_expression: str | None = None
    zone_id: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.cron_expression is not None:
            result["cronExpression"] = self.cron_expression
        if self.zone_id is not None:
            result["zoneId"] = self.zone_id
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(cron_expression=pop("cronExpression", None), zone_id=pop("zoneId", None), additional_properties=rest)
