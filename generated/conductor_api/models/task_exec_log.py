# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..types import read_moment


@define(kw_only=True)
class TaskExecLog:
    """TaskExecLog as the server reads and writes it."""

    log: str
    created_time: int | None = None
    task_id: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    @property
    def created_at(self) -> datetime.datetime | None:
        """``created_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.created_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.log is not None:
            result["log"] = self.log
        if self.created_time is not None:
            result["createdTime"] = self.created_time
        if self.task_id is not None:
            result["taskId"] = self.task_id
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            log=pop("log", None),
            created_time=pop("createdTime", None),
            task_id=pop("taskId", None),
            additional_properties=rest,
        )
