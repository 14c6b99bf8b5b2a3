# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_model, write_value

if TYPE_CHECKING:
    from ..models.orkes_circuit_breaker_config import OrkesCircuitBreakerConfig


@define(kw_only=True)
class Config:
    """Config as the server reads and writes it."""

    circuit_breaker_config: OrkesCircuitBreakerConfig | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.circuit_breaker_config is not None:
            result["circuitBreakerConfig"] = write_value(self.circuit_breaker_config)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            circuit_breaker_config=read_model(models.OrkesCircuitBreakerConfig, pop("circuitBreakerConfig", None)),
            additional_properties=rest,
        )
