"""The workflow that is built."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

import attrs

from conductor._shared.inputs import as_model
from conductor._shared.references import Reference, close_to, object_of
from conductor.builders._values import mapping
from conductor.builders.definition import workflow
from conductor.builders.execution import sub_workflow_task
from conductor.errors import ConfigurationError
from conductor.fluent._body import Body
from conductor.fluent._inputs import Inputs, inputs_of
from conductor.fluent._looking import Looking
from conductor.fluent._making import Blocks
from conductor.fluent._steps import Step
from conductor_api.models import WorkflowDef

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self, Unpack

    from conductor.builders.definition import WorkflowFields
    from conductor.fluent._steps import Part

I_co = TypeVar("I_co", covariant=True)


class ConductorWorkflow(Blocks, Looking, Generic[I_co]):
    """A workflow that is built step by step; it stands wherever a definition does.

    ``wf >> first >> [second, third] >> last`` adds steps: a list is a fork with its join, one entry a branch. ``add``
    does the same. Loops, choices and further forks are blocks: what is added inside of their ``with`` belongs to them.

    Args:
        name: what it is started by
        version: its version
        input: what it is started with: a class with fields (dataclass, TypedDict, attrs, pydantic), which gives the
            input parameters, their defaults and the JSON schema; or the names alone
        **fields: as of :func:`conductor.workflow`, such as ``timeout_seconds`` or ``failure_workflow``

    Raises:
        ConfigurationError: an argument is wrong
        TypeError: there is no such field
    """

    @overload
    def __init__(
        self: ConductorWorkflow[Any],
        name: str,
        *,
        version: int = 1,
        input: Sequence[str] = (),
        **fields: Unpack[WorkflowFields],
    ) -> None: ...
    @overload
    def __init__(self, name: str, *, version: int = 1, input: type[I_co], **fields: Unpack[WorkflowFields]) -> None: ...
    def __init__(self, name: str, *, version: int = 1, input: Any = (), **fields: Unpack[WorkflowFields]) -> None:
        inputs = inputs_of(input, name)
        given: dict[str, Any] = {**inputs.fields, **fields}
        self._begin(workflow(name, [], version=version, **given), inputs)

    @classmethod
    def from_json(cls, definition: str | bytes | Mapping[str, Any] | WorkflowDef) -> ConductorWorkflow[Any]:
        """Go on with a definition: JSON text, its object, or a model. What it holds is kept, known or not.

        Raises:
            ConfigurationError: it is no definition
        """
        try:
            given = json.loads(definition) if isinstance(definition, str | bytes) else definition
        except ValueError as error:
            raise ConfigurationError(f"definition: it is no JSON: {error}") from None
        flow = cast("ConductorWorkflow[Any]", ConductorWorkflow.__new__(cls))
        flow._begin(as_model(WorkflowDef, given, "definition"), Inputs())  # noqa: SLF001 - a new object of this class
        return flow

    def _begin(self, definition: WorkflowDef, inputs: Inputs) -> None:
        self._definition = definition
        self._inputs = inputs
        self._body = Body(f"workflow {definition.name!r}", definition.tasks or [])

    @property
    def name(self) -> str:
        """What it is started by."""
        return self._definition.name

    @property
    def version(self) -> int:
        """Its version."""
        return self._definition.version or 1

    @property
    def input(self) -> I_co:
        """What it is started with: ``wf.input.order_id``."""
        return cast("I_co", Reference("workflow.input", self._inputs.hint))

    @property
    def variables(self) -> Any:
        """What its tasks set: ``wf.variables.total``; see :func:`conductor.set_variable_task`."""
        return Reference("workflow.variables")

    @property
    def secrets(self) -> Any:
        """Secrets of the server, by name."""
        return Reference("workflow.secrets")

    @property
    def env(self) -> Any:
        """Variables of the server that are meant for workflows, by name."""
        return Reference("workflow.env")

    @property
    def workflow_id(self) -> Any:
        """The id of the execution."""
        return Reference("workflow.workflowId", str)

    @property
    def correlation_id(self) -> Any:
        """The correlation id that it was started with."""
        return Reference("workflow.correlationId", str)

    @property
    def output(self) -> dict[str, Any]:
        """What it gives; without, the output of its last task. References are texts in it."""
        return dict(self._definition.output_parameters or {})

    @output.setter
    def output(self, value: Mapping[str, Any]) -> None:
        self._definition.output_parameters = mapping(value, f"workflow {self.name!r}: output")

    def __getitem__(self, reference: str) -> Step[dict[str, Any]]:
        """Give the step of a reference name, such as one of a definition that was read.

        Raises:
            KeyError: it has no such task
        """
        known = self._body.known
        if reference not in known:
            raise KeyError(f"workflow {self.name!r} has no task {reference!r}; {close_to(reference, known)}")
        return Step(known[reference])

    def __rshift__(self, part: Part) -> Self:
        return self.add(part)

    def add(self, *parts: Part) -> Self:
        """Add steps after those that are there, or inside of the block that is open.

        Raises:
            ConfigurationError: it is no step, or a reference name is taken
        """
        self._body.add(parts)
        return self

    def sub_workflow(self, reference: str, /, **inputs: Any) -> SubWorkflowBlock:
        """Begin a workflow inside of this one: what is added to **it** runs as one task, with its own inputs.

        Args:
            reference: reference name of that task
            **inputs: the input of the inner workflow, ``inner.input.<name>`` there
        """
        return SubWorkflowBlock(self._body, reference, f"{self.name}_{reference}", inputs)

    def task(self, task_reference_name: str | None = None, /, **inputs: Any) -> Step[Any]:
        """Give the step that runs this workflow, by name and version, as a sub-workflow of another.

        Args:
            task_reference_name: what other tasks call it; the name of the workflow when left out
            **inputs: its input

        Raises:
            TypeError: an input is unknown or missing, where the inputs are known
        """
        self._inputs.check(inputs, f"{self.name}.task()")
        task = sub_workflow_task(task_reference_name or self.name, self.name, self.version, input_parameters=inputs)
        return Step(task, self._output_hint())

    def to_def(self) -> WorkflowDef:
        """Give the definition.

        Raises:
            ConfigurationError: a block is open
        """
        return attrs.evolve(self._definition, tasks=self._body.tasks)

    def to_dict(self) -> dict[str, Any]:
        """Give the definition as the JSON object that is sent."""
        return self.to_def().to_dict()

    def to_json(self, indent: int | None = 2) -> str:
        """Give the definition as JSON text."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False)

    def _output_hint(self) -> Any:
        names = self.output
        return object_of(dict.fromkeys(names, Any)) if names else Any

    def __repr__(self) -> str:
        return f"<workflow {self.name!r} v{self.version}: {len(self._body.known)} tasks>"


class SubWorkflowBlock(ConductorWorkflow[Any]):
    """A workflow inside of another one; ``step`` is the task that runs it there."""

    def __init__(self, outer: Body, reference: str, name: str, inputs: Mapping[str, Any]) -> None:
        super().__init__(name, input=list(inputs))
        self._outer = outer
        self._reference = reference
        self._given = inputs

    @property
    def step(self) -> Step[Any]:
        """The task that runs it: ``inner.step.output.total``."""
        task = sub_workflow_task(
            self._reference,
            self.name,
            self.version,
            input_parameters=self._given,
            workflow_definition=self.to_def(),
        )
        return Step(task, self._output_hint())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._outer.add([self.step])
