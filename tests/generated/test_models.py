"""Models: what they demand, what they read, and that they write back what they read."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conductor_api import models
from conductor_api.models import (
    GenerateTokenRequest,
    PollData,
    StartWorkflowRequest,
    Task,
    TaskState,
    WebhookConfig,
    Workflow,
    WorkflowDef,
    WorkflowTask,
)
from tests.generated.schemas import OBJECTS, SCHEMAS, objects, unharmed
from tests.support.sizes import SIZES

MODELS = [name for name in models.__all__ if attrs.has(getattr(models, name))]


def model(name: str) -> Any:
    return getattr(models, name)


def as_json(value: Any) -> str:
    """Tell 1, 1.0 and true apart."""
    return json.dumps(value, sort_keys=True)


def test_each_schema_has_a_model() -> None:
    """Every object of the document is a model, and every model an object of the document."""
    assert sorted(MODELS) == sorted(OBJECTS)
    others = [name for name in models.__all__ if name not in MODELS]
    assert [name for name in others if not issubclass(model(name), Enum)] == []


@pytest.mark.parametrize("name", MODELS)
@settings(
    max_examples=SIZES.model_examples,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_what_was_read_is_written_back_unharmed(name: str, data: st.DataObject) -> None:
    """Unknown fields and values, nulls, missing fields and other types survive reading and writing."""
    value = data.draw(objects(SCHEMAS[name]))
    before = as_json(value)
    read = model(name).from_dict(value)
    assert as_json(read.to_dict()) == as_json(unharmed(SCHEMAS[name], value))
    assert as_json(value) == before
    assert model(name).from_dict(read.to_dict()) == read


@pytest.mark.parametrize("name", MODELS)
def test_absent_is_none(name: str) -> None:
    """An empty object is read: lists and maps that are always sent are empty, everything else is None."""
    read = model(name).from_dict({})
    schema = SCHEMAS[name]
    expected = unharmed(schema, {})
    filled = {field: value for field, value in attrs.asdict(read, recurse=False).items() if value is not None}
    assert filled.pop("additional_properties") == {}
    assert len(filled) == len(expected)
    assert read.to_dict() == expected


@pytest.mark.parametrize("name", MODELS)
def test_nulls_are_absent(name: str) -> None:
    """An object whose fields are all null is the same as an empty one."""
    nulls = dict.fromkeys(SCHEMAS[name]["properties"])
    assert model(name).from_dict(nulls) == model(name).from_dict({})


@pytest.mark.parametrize("name", MODELS)
def test_required_fields_are_required_arguments(name: str) -> None:
    """What the schema requires must be given, by keyword; what has a default or is optional need not."""
    schema = SCHEMAS[name]
    fields = attrs.fields(model(name))
    without_default = {field.name for field in fields if field.default is attrs.NOTHING}
    required = [field for field in schema.get("required", []) if "default" not in schema["properties"][field]]
    assert len(without_default) == len(required)
    if required:
        with pytest.raises(TypeError, match="missing"):
            model(name)()
    with pytest.raises(TypeError):
        model(name)("positional")
    assert model(name)(**dict.fromkeys(without_default)).to_dict() == {
        field: schema["properties"][field]["default"] for field in schema.get("required", []) if field not in required
    }


@pytest.mark.parametrize("name", MODELS)
def test_copies_are_equal(name: str) -> None:
    """Models are copied and pickled, also with unknown fields, and compare by what they hold."""
    read = model(name).from_dict({"unknown": {"x": [None]}})
    for twin in (copy.copy(read), copy.deepcopy(read), pickle.loads(pickle.dumps(read))):  # noqa: S301 - our own bytes
        assert twin == read
    assert read != model(name).from_dict({})


@pytest.mark.parametrize("name", MODELS)
def test_misspelt_fields_are_refused(name: str) -> None:
    """An attribute or argument that the model does not have is an error, not silently kept."""
    read = model(name).from_dict({})
    with pytest.raises(AttributeError):
        read.no_such_field = 1
    with pytest.raises(TypeError, match="no_such_field"):
        model(name)(no_such_field=1)


def test_payload_of_the_user_keeps_its_nulls() -> None:
    """None fields of a model are left out; nulls inside payloads are written and read."""
    payload = {"null": None, "list": [None, {"deep": None}], "map": {"null": None}}
    request = StartWorkflowRequest(name="w", version=None, input=payload)
    assert request.to_dict() == {"name": "w", "input": payload}
    assert StartWorkflowRequest.from_dict(request.to_dict()).input == payload


def test_free_form_maps_are_dicts() -> None:
    """Maps of payloads are plain dict of whatever the server sent."""
    read = Workflow.from_dict({"input": {"text": "x", "number": 1, "list": [1], "null": None, "map": {"a": 1}}})
    assert type(read.input) is dict
    assert read.input == {"text": "x", "number": 1, "list": [1], "null": None, "map": {"a": 1}}


def test_unknown_fields_are_at_hand() -> None:
    """What a newer server sends beyond the known fields can be read from the model, and changed."""
    task = Task.from_dict({"taskId": "t", "newField": [1]})
    assert task.additional_properties == {"newField": [1]}
    task.additional_properties["newField"] = 2
    assert task.to_dict()["newField"] == 2


def test_unknown_value_of_an_enum_is_at_hand() -> None:
    """A state that this version does not know is one all the same, and equal to its text."""
    task = Task.from_dict({"status": "PAUSED_BY_MOON"})
    assert isinstance(task.status, TaskState)
    assert task.status == "PAUSED_BY_MOON"
    assert task.to_dict()["status"] == "PAUSED_BY_MOON"


def test_nested_models() -> None:
    """Definitions inside definitions are models on every level."""
    inner = {"name": "b", "taskReferenceName": "b", "type": "SIMPLE"}
    outer = {
        "name": "a",
        "taskReferenceName": "a",
        "type": "SWITCH",
        "decisionCases": {"x": [inner]},
        "defaultCase": [inner],
    }
    fork = {**outer, "type": "FORK_JOIN", "forkTasks": [[outer, inner], []]}
    definition = WorkflowDef.from_dict({"name": "w", "tasks": [fork]})
    assert definition.tasks[0].fork_tasks is not None
    switch = definition.tasks[0].fork_tasks[0][0]
    assert isinstance(switch, WorkflowTask)
    assert switch.decision_cases == {"x": [WorkflowTask(name="b", task_reference_name="b")]}
    assert definition.to_dict() == {"name": "w", "tasks": [fork]}


def test_what_is_nested_too_deep_stays_plain_at_its_end() -> None:
    """A definition that no recursion can read does not keep the others of a list from being read."""
    task: dict[str, Any] = {"name": "last", "taskReferenceName": "last"}
    for _ in range(1000):
        task = {"name": "loop", "taskReferenceName": "loop", "type": "DO_WHILE", "loopOver": [task]}
    place: Any = WorkflowDef.from_dict({"name": "deep", "tasks": [task]}).tasks[0]
    while isinstance(place, WorkflowTask):
        [place] = place.loop_over or []
    assert place["name"] == "loop"


def test_any_mapping_is_read() -> None:
    """A mapping that is no dict is read too, on every level."""
    nested = MappingProxyType({"name": "b", "taskReferenceName": "b"})
    read = WorkflowDef.from_dict(MappingProxyType({"name": "w", "tasks": [nested]}))
    assert read.tasks == [WorkflowTask(name="b", task_reference_name="b")]


def test_models_inside_a_mapping_stay() -> None:
    """What is a model already is taken as it is."""
    task = WorkflowTask(name="b", task_reference_name="b")
    assert WorkflowDef.from_dict({"name": "w", "tasks": [task]}).tasks[0] is task


def test_secrets_are_not_shown() -> None:
    """The repr of a model leaves out keys and secrets."""
    request = GenerateTokenRequest(key_id="id", key_secret="hush")
    webhook = WebhookConfig(name="w", secret_value="hush", secret_key="hush")
    integration = models.IntegrationUpdate(configuration={"api_key": "hush"})
    assert "hush" not in repr(request) + repr(webhook) + repr(integration)
    assert request.to_dict() == {"keyId": "id", "keySecret": "hush"}


@pytest.mark.parametrize(
    ("epoch_ms", "moment"),
    [
        (1_700_000_000_123, datetime(2023, 11, 14, 22, 13, 20, 123_000, UTC)),
        (0, None),
        (None, None),
        (2**63 - 1, None),
        ("soon", None),
    ],
)
def test_times_are_also_datetimes(epoch_ms: Any, moment: datetime | None) -> None:
    """Milliseconds since 1970 are there as a datetime in UTC too; none for "not yet" and for what is no time."""
    assert Task.from_dict({"startTime": epoch_ms}).started_at == moment
    assert PollData.from_dict({"lastPollTime": epoch_ms}).last_polled_at == moment
