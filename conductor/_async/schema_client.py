# Async source: scripts/unasync.py derives conductor/_sync/schema_client.py from it, line by line.
"""Schemas that inputs and outputs of workflows and tasks are checked with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.inputs import as_models
from conductor_api.api import schema as schema_api
from conductor_api.models import SchemaDef

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class AsyncSchemaClient(AsyncClientBase):
    """Stores and reads schemas. Orkes only: else each call raises NotSupportedByServer."""

    async def register_schema(self, schema: SchemaDef | Mapping[str, Any], new_version: bool = False) -> None:
        """Store a schema under its name and version.

        Args:
            schema: ``name``, ``version``, ``type`` (JSON, AVRO or PROTOBUF) and ``data``.
            new_version: Take the next free version instead of replacing the one in the schema.
        """
        await self.register_schemas([schema], new_version)

    async def register_schemas(
        self, schemas: Iterable[SchemaDef | Mapping[str, Any]], new_version: bool = False
    ) -> None:
        """Store several schemas in one request, as :meth:`register_schema` does with one."""
        body = as_models(SchemaDef, schemas, "schemas")
        await schema_api.save_schemas.asyncio(client=self.client.api, body=body, new_version=new_version)

    async def get_schema(self, name: str, version: int | None = None) -> SchemaDef:
        """Give a schema, its highest version unless told otherwise.

        Raises:
            NotFoundError: there is none.
        """
        if version is None:
            return await schema_api.get_schema.asyncio(name, client=self.client.api)
        return await schema_api.get_schema_version.asyncio(name, version, client=self.client.api)

    async def get_all_schemas(self) -> list[SchemaDef]:
        """Give all schemas."""
        return await schema_api.get_schemas.asyncio(client=self.client.api)

    async def delete_schema(self, name: str, version: int | None = None) -> None:
        """Remove a version of a schema, or all of them."""
        if version is None:
            await schema_api.delete_schema.asyncio(name, client=self.client.api)
        else:
            await schema_api.delete_schema_version.asyncio(name, version, client=self.client.api)
