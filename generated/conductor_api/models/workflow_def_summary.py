# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..types import read_moment


@define(kw_only=True)
class WorkflowDefSummary:
    """WorkflowDefSummary as the server reads and writes it."""

    create_time: int | None = None
    name: str | None = None
    update_time: int | None = None
    version: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    @property
    def created_at(self) -> datetime.datetime | None:
        """``create_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.create_time)

    @property
    def updated_at(self) -> datetime.datetime | None:
        """``update_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.update_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.name is not None:
            result["name"] = self.name
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.version is not None:
            result["version"] = self.version
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            create_time=pop("createTime", None),
            name=pop("name", None),
            update_time=pop("updateTime", None),
            version=pop("version", None),
            additional_properties=rest,
        )
