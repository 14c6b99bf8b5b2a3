# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_default, read_models, write_value

if TYPE_CHECKING:
    from ..models.workflow_summary import WorkflowSummary


@define(kw_only=True)
class SearchResultWorkflowSummary:
    """SearchResultWorkflowSummary as the server reads and writes it."""

    results: list[WorkflowSummary]
    total_hits: int
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.results is not None:
            result["results"] = write_value(self.results)
        if self.total_hits is not None:
            result["totalHits"] = self.total_hits
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            results=read_default([], read_models(models.WorkflowSummary, pop("results", None))),
            total_hits=pop("totalHits", None),
            additional_properties=rest,
        )
