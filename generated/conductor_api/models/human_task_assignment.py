# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_model, write_value

if TYPE_CHECKING:
    from ..models.human_task_user import HumanTaskUser


@define(kw_only=True)
class HumanTaskAssignment:
    """HumanTaskAssignment as the server reads and writes it."""

    assignee: HumanTaskUser | None = None
    sla_minutes: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.assignee is not None:
            result["assignee"] = write_value(self.assignee)
        if self.sla_minutes is not None:
            result["slaMinutes"] = self.sla_minutes
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            assignee=read_model(models.HumanTaskUser, pop("assignee", None)),
            sla_minutes=pop("slaMinutes", None),
            additional_properties=rest,
        )
