# Derived from conductor/_async/schema_client.py by scripts/unasync.py; do not edit.
"""Schemas that inputs and outputs of workflows and tasks are checked with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._sync._base import ClientBase
from conductor._shared.inputs import as_models
from conductor_api.api import schema as schema_api
from conductor_api.models import SchemaDef

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class SchemaClient(ClientBase):
    """Stores and reads schemas. Orkes only: else each call raises NotSupportedByServer."""

    def register_schema(self, schema: SchemaDef | Mapping[str, Any], new_version: bool = False) -> None:
        """Store a schema under its name and version.

        Args:
            schema: ``name``, ``version``, ``type`` (JSON, AVRO or PROTOBUF) and ``data``.
            new_version: Take the next free version instead of replacing the one in the schema.
        """
        self.register_schemas([schema], new_version)

    def register_schemas(
        self, schemas: Iterable[SchemaDef | Mapping[str, Any]], new_version: bool = False
    ) -> None:
        """Store several schemas in one request, as :meth:`register_schema` does with one."""
        body = as_models(SchemaDef, schemas, "schemas")
        schema_api.save_schemas.sync(client=self.client.api, body=body, new_version=new_version)

    def get_schema(self, name: str, version: int | None = None) -> SchemaDef:
        """Give a schema, its highest version unless told otherwise.

        Raises:
            NotFoundError: there is none.
        """
        if version is None:
            return schema_api.get_schema.sync(name, client=self.client.api)
        return schema_api.get_schema_version.sync(name, version, client=self.client.api)

    def get_all_schemas(self) -> list[SchemaDef]:
        """Give all schemas."""
        return schema_api.get_schemas.sync(client=self.client.api)

    def delete_schema(self, name: str, version: int | None = None) -> None:
        """Remove a version of a schema, or all of them."""
        if version is None:
            schema_api.delete_schema.sync(name, client=self.client.api)
        else:
            schema_api.delete_schema_version.sync(name, version, client=self.client.api)
