# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..types import read_moment


@define(kw_only=True)
class PollData:
    """PollData as the server reads and writes it."""

    last_poll_time: int
    queue_name: str
    domain: str | None = None
    worker_id: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    @property
    def last_polled_at(self) -> datetime.datetime | None:
        """``last_poll_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.last_poll_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.last_poll_time is not None:
            result["lastPollTime"] = self.last_poll_time
        if self.queue_name is not None:
            result["queueName"] = self.queue_name
        if self.domain is not None:
            result["domain"] = self.domain
        if self.worker_id is not None:
            result["workerId"] = self.worker_id
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            last_poll_time=pop("lastPollTime", None),
            queue_name=pop("queueName", None),
            domain=pop("domain", None),
            worker_id=pop("workerId", None),
            additional_properties=rest,
        )
