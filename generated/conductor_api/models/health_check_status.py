# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_models, write_value

if TYPE_CHECKING:
    from ..models.health import Health


@define(kw_only=True)
class HealthCheckStatus:
    """HealthCheckStatus as the server reads and writes it."""

    health_results: list[Health] | None = None
    healthy: bool | None = None
    suppressed_health_results: list[Health] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.health_results is not None:
            result["healthResults"] = write_value(self.health_results)
        if self.healthy is not None:
            result["healthy"] = self.healthy
        if self.suppressed_health_results is not None:
            result["suppressedHealthResults"] = write_value(self.suppressed_health_results)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            health_results=read_models(models.Health, pop("healthResults", None)),
            healthy=pop("healthy", None),
            suppressed_health_results=read_models(models.Health, pop("suppressedHealthResults", None)),
            additional_properties=rest,
        )
