"""Registers the task definitions of workers when they start, where that is wanted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import attrs

from conductor.errors import NotFoundError
from conductor.models import SchemaDef, TaskDef
from conductor_api.api.metadata import create_task_defs, get_task_def
from conductor_api.models import SchemaDefType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from conductor._worker.log import WorkerLog
    from conductor._worker.options import PollingOptions
    from conductor._worker.spec import WorkerSpec
    from conductor_api import Client

_LIMIT_S = 10.0


async def register_task_defs(
    api: Client, workers: Mapping[str, tuple[WorkerSpec, PollingOptions]], log: WorkerLog
) -> None:
    """Register the definitions of those workers that ask for it; a failure is logged, and keeps no worker from work."""
    for name, (spec, options) in workers.items():
        if not options.register_task_def:
            continue
        try:
            async with asyncio.timeout(_LIMIT_S):
                await _register(api, spec, options)
        except Exception as error:  # noqa: BLE001 - whatever a transport raises
            reason = f"no answer within {_LIMIT_S:g} s" if isinstance(error, TimeoutError) else error
            log.warning("worker %s: its task definition was not registered: %s", name, reason)


async def _register(api: Client, spec: WorkerSpec, options: PollingOptions) -> None:
    if options.overwrite_task_def or not await _exists(api, spec.name):
        await create_task_defs.asyncio(client=api, body=[definition_of(spec, strict=options.strict_schema)])


async def _exists(api: Client, name: str) -> bool:
    try:
        await get_task_def.asyncio(name, client=api)
    except NotFoundError:
        return False
    return True


def definition_of(spec: WorkerSpec, *, strict: bool) -> TaskDef:
    """Give the definition with the schemas of the function's annotations; with ``strict`` the server enforces them."""
    given = spec.task_def or TaskDef(name=spec.name)
    return attrs.evolve(
        given,
        name=spec.name,
        input_schema=given.input_schema or _schema(f"{spec.name}_input", spec.input_schema(strict)),
        output_schema=given.output_schema or _schema(f"{spec.name}_output", spec.output_schema(strict)),
        enforce_schema=True if strict else given.enforce_schema,
    )


def _schema(name: str, data: dict[str, Any] | None) -> SchemaDef | None:
    return None if data is None else SchemaDef(name=name, version=1, type=SchemaDefType.JSON, data=data)
