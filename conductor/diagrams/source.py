"""What may be drawn: definitions and executions, as models or as JSON objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from conductor._shared.definitions import Defined
from conductor._shared.inputs import as_model
from conductor.diagrams.payload import as_mapping
from conductor.diagrams.runs import Execution, read_execution
from conductor.errors import ConfigurationError
from conductor_api.models import Workflow, WorkflowDef, WorkflowRun

Source: TypeAlias = WorkflowDef | Execution | Mapping[str, Any] | Defined


def read_source(source: Source) -> tuple[WorkflowDef | None, Workflow | None]:
    """Give the definition and the execution; an execution may come without its definition.

    Raises:
        ConfigurationError: it is neither a workflow definition nor an execution
    """
    if execution := _as_execution(source):
        return execution.workflow_definition, execution
    given = source.to_def() if isinstance(source, Defined) else source
    if isinstance(given, WorkflowDef | Mapping):
        return as_model(WorkflowDef, given, "diagram"), None
    raise ConfigurationError(f"diagram: expected a workflow definition or an execution, found {type(source).__name__}")


def read_run(source: Execution | Mapping[str, Any]) -> Workflow:
    """Give the execution.

    Raises:
        ConfigurationError: it is not an execution; a definition, for example, has no times
    """
    if execution := _as_execution(source):
        return execution
    raise ConfigurationError(f"timeline: expected an execution with its tasks, found {type(source).__name__}")


def _as_execution(source: object) -> Workflow | None:
    if isinstance(source, Workflow | WorkflowRun):
        return read_execution(source)
    values = as_mapping(source)
    return read_execution(values) if "workflowId" in values else None
