# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.service_type import ServiceType
from ..types import read_enum, read_model, read_models, write_value

if TYPE_CHECKING:
    from ..models.config import Config
    from ..models.request_param import RequestParam
    from ..models.service_method import ServiceMethod


@define(kw_only=True)
class ServiceRegistry:
    """ServiceRegistry as the server reads and writes it."""

    circuit_breaker_enabled: bool | None = None
    config: Config | None = None
    methods: list[ServiceMethod] | None = None
    name: str | None = None
    request_params: list[RequestParam] | None = None
    service_uri: str | None = None
    type: ServiceType | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.circuit_breaker_enabled is not None:
            result["circuitBreakerEnabled"] = self.circuit_breaker_enabled
        if self.config is not None:
            result["config"] = write_value(self.config)
        if self.methods is not None:
            result["methods"] = write_value(self.methods)
        if self.name is not None:
            result["name"] = self.name
        if self.request_params is not None:
            result["requestParams"] = write_value(self.request_params)
        if self.service_uri is not None:
            result["serviceURI"] = self.service_uri
        if self.type is not None:
            result["type"] = write_value(self.type)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            circuit_breaker_enabled=pop("circuitBreakerEnabled", None),
            config=read_model(models.Config, pop("config", None)),
            methods=read_models(models.ServiceMethod, pop("methods", None)),
            name=pop("name", None),
            request_params=read_models(models.RequestParam, pop("requestParams", None)),
            service_uri=pop("serviceURI", None),
            type=read_enum(ServiceType, pop("type", None)),
            additional_properties=rest,
        )
