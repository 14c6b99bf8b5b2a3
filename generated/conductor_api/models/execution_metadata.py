# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class ExecutionMetadata:
    """ExecutionMetadata as the server reads and writes it."""

    additional_context: dict[str, Any] | None = None
    additional_context_map: dict[str, Any] | None = None
    client_receive_time: int | None = None
    client_send_time: int | None = None
    empty: bool | None = None
    execution_duration: int | None = None
    execution_end_time: int | None = None
    execution_start_time: int | None = None
    poll_network_latency: int | None = None
    server_send_time: int | None = None
    update_network_latency: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.additional_context is not None:
            result["additionalContext"] = self.additional_context
        if self.additional_context_map is not None:
            result["additionalContextMap"] = self.additional_context_map
        if self.client_receive_time is not None:
            result["clientReceiveTime"] = self.client_receive_time
        if self.client_send_time is not None:
            result["clientSendTime"] = self.client_send_time
        if self.empty is not None:
            result["empty"] = self.empty
        if self.execution_duration is not None:
            result["executionDuration"] = self.execution_duration
        if self.execution_end_time is not None:
            result["executionEndTime"] = self.execution_end_time
        if self.execution_start_time is not None:
            result["executionStartTime"] = self.execution_start_time
        if self.poll_network_latency is not None:
            result["pollNetworkLatency"] = self.poll_network_latency
        if self.server_send_time is not None:
            result["serverSendTime"] = self.server_send_time
        if self.update_network_latency is not None:
            result["updateNetworkLatency"] = self.update_network_latency
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            additional_context=pop("additionalContext", None),
            additional_context_map=pop("additionalContextMap", None),
            client_receive_time=pop("clientReceiveTime", None),
            client_send_time=pop("clientSendTime", None),
            empty=pop("empty", None),
            execution_duration=pop("executionDuration", None),
            execution_end_time=pop("executionEndTime", None),
            execution_start_time=pop("executionStartTime", None),
            poll_network_latency=pop("pollNetworkLatency", None),
            server_send_time=pop("serverSendTime", None),
            update_network_latency=pop("updateNetworkLatency", None),
            additional_properties=rest,
        )
