# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.human_user_type import HumanUserType
from ..types import read_enum, write_value


@define(kw_only=True)
class HumanTaskUser:
    """HumanTaskUser as the server reads and writes it."""

    user: str | None = None
    user_type: HumanUserType | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.user is not None:
            result["user"] = self.user
        if self.user_type is not None:
            result["userType"] = write_value(self.user_type)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            user=pop("user", None),
            user_type=read_enum(HumanUserType, pop("userType", None)),
            additional_properties=rest,
        )
