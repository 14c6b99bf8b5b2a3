# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_default, read_models, write_value

if TYPE_CHECKING:
    from ..models.human_task_entry import HumanTaskEntry


@define(kw_only=True)
class HumanTaskSearchResult:
    """HumanTaskSearchResult as the server reads and writes it."""

    results: list[HumanTaskEntry]
    total_hits: int
    hits: int | None = None
    page_size_limit: int | None = None
    start: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.results is not None:
            result["results"] = write_value(self.results)
        if self.total_hits is not None:
            result["totalHits"] = self.total_hits
        if self.hits is not None:
            result["hits"] = self.hits
        if self.page_size_limit is not None:
            result["pageSizeLimit"] = self.page_size_limit
        if self.start is not None:
            result["start"] = self.start
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            results=read_default([], read_models(models.HumanTaskEntry, pop("results", None))),
            total_hits=pop("totalHits", None),
            hits=pop("hits", None),
            page_size_limit=pop("pageSizeLimit", None),
            start=pop("start", None),
            additional_properties=rest,
        )
