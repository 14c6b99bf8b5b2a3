# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..models.token_limit_token_limit_period import TokenLimitTokenLimitPeriod
from ..types import read_enum, read_moment, write_value


@define(kw_only=True)
class TokenLimit:
    """TokenLimit as the server reads and writes it."""

    api: str | None = None
    create_time: int | None = None
    created_by: str | None = None
    integration_name: str | None = None
    max_tokens: int | None = None
    owner_app: str | None = None
    token_limit_period: TokenLimitTokenLimitPeriod | None = None
    update_time: int | None = None
    updated_by: str | None = None
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
        if self.api is not None:
            result["api"] = self.api
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.integration_name is not None:
            result["integrationName"] = self.integration_name
        if self.max_tokens is not None:
            result["maxTokens"] = self.max_tokens
        if self.owner_app is not None:
            result["ownerApp"] = self.owner_app
        if self.token_limit_period is not None:
            result["tokenLimitPeriod"] = write_value(self.token_limit_period)
        if self.update_time is not None:
            result["updateTime"] = self.update_time
        if self.updated_by is not None:
            result["updatedBy"] = self.updated_by
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            api=pop("api", None),
            create_time=pop("createTime", None),
            created_by=pop("createdBy", None),
            integration_name=pop("integrationName", None),
            max_tokens=pop("maxTokens", None),
            owner_app=pop("ownerApp", None),
            token_limit_period=read_enum(TokenLimitTokenLimitPeriod, pop("tokenLimitPeriod", None)),
            update_time=pop("updateTime", None),
            updated_by=pop("updatedBy", None),
            additional_properties=rest,
        )
