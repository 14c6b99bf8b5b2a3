# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_models, write_value

if TYPE_CHECKING:
    from ..models.request_param import RequestParam


@define(kw_only=True)
class ServiceMethod:
    """ServiceMethod as the server reads and writes it."""

    example_input: dict[str, Any] | None = None
    id: int | None = None
    input_type: str | None = None
    method_name: str | None = None
    method_type: str | None = None
    operation_name: str | None = None
    output_type: str | None = None
    request_params: list[RequestParam] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.example_input is not None:
            result["exampleInput"] = self.example_input
        if self.id is not None:
            result["id"] = self.id
        if self.input_type is not None:
            result["inputType"] = self.input_type
        if self.method_name is not None:
            result["methodName"] = self.method_name
        if self.method_type is not None:
            result["methodType"] = self.method_type
        if self.operation_name is not None:
            result["operationName"] = self.operation_name
        if self.output_type is not None:
            result["outputType"] = self.output_type
        if self.request_params is not None:
            result["requestParams"] = write_value(self.request_params)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            example_input=pop("exampleInput", None),
            id=pop("id", None),
            input_type=pop("inputType", None),
            method_name=pop("methodName", None),
            method_type=pop("methodType", None),
            operation_name=pop("operationName", None),
            output_type=pop("outputType", None),
            request_params=read_models(models.RequestParam, pop("requestParams", None)),
            additional_properties=rest,
        )
