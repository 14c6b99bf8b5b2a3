# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_default, read_models, write_value

if TYPE_CHECKING:
    from ..models.workflow_model import WorkflowModel


@define(kw_only=True)
class BulkResponseWorkflowModel:
    """BulkResponseWorkflowModel as the server reads and writes it."""

    bulk_error_results: dict[str, str]
    bulk_successful_results: list[WorkflowModel]
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.bulk_error_results is not None:
            result["bulkErrorResults"] = self.bulk_error_results
        if self.bulk_successful_results is not None:
            result["bulkSuccessfulResults"] = write_value(self.bulk_successful_results)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            bulk_error_results=read_default({}, pop("bulkErrorResults", None)),
            bulk_successful_results=read_default(
                [], read_models(models.WorkflowModel, pop("bulkSuccessfulResults", None))
            ),
            additional_properties=rest,
        )
