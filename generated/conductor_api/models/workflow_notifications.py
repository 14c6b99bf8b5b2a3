# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class WorkflowNotifications:
    """WorkflowNotifications as the server reads and writes it."""

    host_ip: str | None = None
    monitor_parent_only: bool | None = None
    request_id: str | None = None
    wait_until_tasks: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.host_ip is not None:
            result["hostIp"] = self.host_ip
        if self.monitor_parent_only is not None:
            result["monitorParentOnly"] = self.monitor_parent_only
        if self.request_id is not None:
            result["requestId"] = self.request_id
        if self.wait_until_tasks is not None:
            result["waitUntilTasks"] = self.wait_until_tasks
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            host_ip=pop("hostIp", None),
            monitor_parent_only=pop("monitorParentOnly", None),
            request_id=pop("requestId", None),
            wait_until_tasks=pop("waitUntilTasks", None),
            additional_properties=rest,
        )
