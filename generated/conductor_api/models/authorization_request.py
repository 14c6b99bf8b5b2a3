# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.access import Access
from ..types import read_default, read_enum, read_list, read_model, write_value

if TYPE_CHECKING:
    from ..models.subject_ref import SubjectRef
    from ..models.target_ref import TargetRef


@define(kw_only=True)
class AuthorizationRequest:
    """AuthorizationRequest as the server reads and writes it."""

    access: list[Access]
    subject: SubjectRef
    target: TargetRef
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.access is not None:
            result["access"] = write_value(self.access)
        if self.subject is not None:
            result["subject"] = write_value(self.subject)
        if self.target is not None:
            result["target"] = write_value(self.target)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            access=read_default([], read_list(lambda item: read_enum(Access, item), pop("access", None))),
            subject=read_model(models.SubjectRef, pop("subject", None)),
            target=read_model(models.TargetRef, pop("target", None)),
            additional_properties=rest,
        )
