"""What the package offers."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from conductor import builders
from conductor.builders import enums, types
from conductor_api.models import WorkflowTaskWorkflowTaskType
from tests.support.builder_examples import Example, examples

EXAMPLES = examples("http://127.0.0.1:8080")
HELPERS = {"js_function", "task_definition", "with_prompt_variable", "with_prompt_variables", "workflow"}


def functions() -> list[str]:
    return [name for name in builders.__all__ if inspect.isfunction(getattr(builders, name))]


def test_exported_names_are_sorted_and_there() -> None:
    """The list of public names is complete, sorted, and holds nothing that does not exist."""
    assert builders.__all__ == sorted(set(builders.__all__))
    assert all(hasattr(builders, name) for name in builders.__all__)


@pytest.mark.parametrize("name", functions())
def test_each_builder_has_an_example(name: str) -> None:
    """Every builder is registered, and run where that can be, by the conformance test: so each has an example."""
    assert name in HELPERS | {example.builder for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.builder)
def test_examples_are_json_with_names_of_their_own(example: Example) -> None:
    """An example survives the way through JSON, and its definition has a name that no other has."""
    definition = example.definition
    assert type(definition).from_dict(definition.to_dict()) == definition
    assert [other.definition.name for other in EXAMPLES].count(definition.name) == 1


def test_each_known_task_type_is_named() -> None:
    """TaskType has every type that the document of the server names, and is a text."""
    assert {member.value for member in WorkflowTaskWorkflowTaskType} <= {member.value for member in builders.TaskType}
    assert builders.TaskType.HTTP == "HTTP"


@pytest.mark.parametrize("name", functions())
def test_each_builder_is_documented(name: str) -> None:
    """The docstring of a builder says the effect in its first line."""
    function: Callable[..., Any] = getattr(builders, name)
    assert (inspect.getdoc(function) or "").splitlines()[0].endswith((".", ","))


def test_importing_loads_only_the_models_that_are_needed() -> None:
    """Most of the 150 generated models stay unloaded."""
    program = (
        "import sys, conductor.builders; print(sum(name.startswith('conductor_api.models.') for name in sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert int(loaded.stdout) < 30


def test_all_public_types_are_exported() -> None:
    """The shapes of plain mappings and the enums are all reachable from the package."""
    for module in (types, enums):
        public = {
            name
            for name, value in vars(module).items()
            if isinstance(value, type) and value.__module__ == module.__name__ and not name.startswith("_")
        }
        assert public <= set(builders.__all__)
