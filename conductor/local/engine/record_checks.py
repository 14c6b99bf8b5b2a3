"""Checks records of a store before the engine is built from them.

The engine reads fields without asking whether they are there. A damaged record would surface later, as an error of some
request that has nothing to do with it. So every record is compared with the shape that this version writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeAlias

from .errors import EngineError
from .model import TERMINAL_TASK, TERMINAL_WORKFLOW, Start, Task, Workflow
from .plan import Plan
from .records import DOCUMENT, TASK_FIELDS, WORKFLOW_FIELDS
from .restoring import Record
from .runtime import TASK_TIMERS
from .shapes import EVENT_HANDLER, SCHEDULE, TASK_DEF, WORKFLOW_DEF
from .values import is_list, is_map

Check: TypeAlias = Callable[[Any], "str | None"]
_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "bool": (bool,),
    "JsonMap": (dict,),
    "dict[str, None]": (dict,),
    "list[str]": (list,),
    "dict[str, str]": (dict,),
    "None": (type(None),),
}
_TASK_STATUSES = TERMINAL_TASK | {"SCHEDULED", "IN_PROGRESS"}
_WORKFLOW_STATUSES = TERMINAL_WORKFLOW | {"RUNNING", "PAUSED"}


class RecordError(Exception):
    """A record that this version cannot have written; the message names kind, key and field."""


def check_records(records: Iterable[Record]) -> list[Record]:
    """Return the records of a store.

    Raises:
        RecordError: A record has another shape than this version writes, or refers to a record that is missing.
    """
    found = list(records)
    keys = {(kind, key) for kind, key, _ in found}
    for kind, key, value in found:
        problem = _problem(kind, key, value) or _broken_reference(kind, value, keys)
        if problem is not None:
            raise RecordError(f"record {kind} {key!r}: {problem}")
    return found


def _problem(kind: str, key: str, value: Any) -> str | None:
    if kind.startswith(DOCUMENT):
        return None  # plain JSON of the API, which its readers check
    check = _CHECKS.get(kind)
    if check is None:
        return "this version knows no such kind"
    try:
        found = check(value)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        return f"{type(error).__name__}: {error}"
    if found is None and kind == "workflow_def" and key != f"{value['version']}/{value['name']}":
        return f"fields 'name' and 'version' say {value['version']}/{value['name']}"
    return found


def _broken_reference(kind: str, value: Any, keys: set[tuple[str, str]]) -> str | None:
    if kind == "workflow" and ("plan", value["plan"]) not in keys:
        return f"field 'plan': record plan {value['plan']!r} is missing"
    if kind == "task" and ("workflow", value["workflow_id"]) not in keys:
        return f"field 'workflow_id': record workflow {value['workflow_id']!r} is missing"
    return None


def _checked_fields(kind: type[Any], names: Iterable[str]) -> dict[str, tuple[tuple[type, ...], bool]]:
    """Return the types of the fields of a dataclass, and whether each must be there."""
    wanted = set(names)
    return {
        one.name: (
            tuple(each for word in str(one.type).split(" | ") for each in _KINDS[word]),
            one.default is MISSING and one.default_factory is MISSING,
        )
        for one in fields(kind)
        if one.name in wanted
    }


_TASK = _checked_fields(Task, [*(name for name, _ in TASK_FIELDS), "spec"])
_TASK["spec"] = (_TASK["spec"][0], False)  # that of the plan, unless the record has one of its own
_WORKFLOW = _checked_fields(Workflow, [name for name, _ in WORKFLOW_FIELDS])
_START = _checked_fields(Start, [one.name for one in fields(Start)])


def _fields_problem(
    value: Any, known: Mapping[str, tuple[tuple[type, ...], bool]], more: Mapping[str, tuple[type, ...]]
) -> str | None:
    if not is_map(value):
        return f"expected an object, got {type(value).__name__}"
    for name, (types, is_required) in known.items():
        if name not in value:
            if is_required:
                return f"field {name!r} is missing"
        elif type(value[name]) not in types:
            return _wrong_type(name, types, value[name])
    for name, item in value.items():
        if name not in known and name not in more:
            return f"field {name!r} is not known to this version"
        if name in more and type(item) not in more[name]:
            return _wrong_type(name, more[name], item)
    return None


def _wrong_type(name: str, types: Iterable[type], found: Any) -> str:
    return f"field {name!r}: expected {' or '.join(one.__name__ for one in types)}, got {type(found).__name__}"


def _workflow_problem(value: Any) -> str | None:
    problem = _fields_problem(value, _WORKFLOW, {"plan": (str,), "due_ms": (int,)})
    if problem is None and "plan" not in value:
        return "field 'plan' is missing"
    return problem or _status_problem(value, _WORKFLOW_STATUSES)


def _task_problem(value: Any) -> str | None:
    problem = _fields_problem(value, _TASK, {"timers": (dict,), "place": (list,), "unprocessed": (bool,)})
    if problem is not None:
        return problem
    timers, place = value.get("timers", {}), value.get("place", [0, 0])
    if not all(name in TASK_TIMERS and type(due_ms) is int for name, due_ms in timers.items()):
        return "field 'timers': expected epoch milliseconds by name of a timer"
    if [type(one) for one in place] != [int, int]:
        return "field 'place': expected two numbers"
    return _status_problem(value, _TASK_STATUSES)


def _status_problem(value: Mapping[str, Any], statuses: Iterable[str]) -> str | None:
    status = value.get("status")
    return None if status is None or status in statuses else f"field 'status': {status!r} is not a status"


def _shaped(read: Callable[[Any], Any], **needed: type) -> Check:
    """Return a check that a value is what `read` makes of it: complete, with the types that the engine relies on.

    `needed` are the fields that have no default, with their types.
    """

    def check(value: Any) -> str | None:
        if not is_map(value):
            return f"expected an object, got {type(value).__name__}"
        for name, kind in needed.items():
            if name not in value:
                return f"field {name!r} is missing"
            if type(value[name]) is not kind:
                return _wrong_type(name, [kind], value[name])
        try:
            return _difference(value, read(value), "")
        except EngineError as error:
            return error.message

    return check


def _difference(stored: Any, complete: Any, path: str) -> str | None:
    """Return what a stored value lacks of a complete one, None when it lacks nothing."""
    if stored is complete:
        return None
    if is_map(complete) and is_map(stored):
        for name, item in complete.items():
            place = f"{path}.{name}" if path else name
            problem = f"field {place!r} is missing" if name not in stored else _difference(stored[name], item, place)
            if problem is not None:
                return problem
        return None
    if is_list(complete) and is_list(stored) and len(complete) == len(stored):
        found = (
            _difference(one, other, f"{path}[{at}]")
            for at, (one, other) in enumerate(zip(stored, complete, strict=True))
        )
        return next((problem for problem in found if problem is not None), None)
    return None if type(stored) is type(complete) and stored == complete else f"field {path!r} has an impossible value"


def _definition_problem(value: Any) -> str | None:
    problem = _shaped(WORKFLOW_DEF, name=str, version=int, tasks=list)(value)
    if problem is not None:
        return problem
    plan = Plan(value)
    for reference in plan.references():
        spec = plan.spec(reference) or {}
        if not isinstance(spec.get("name"), str):
            return f"field 'name' of the task {reference!r} is missing or not a str"
    return None


def _handler_problem(value: Any) -> str | None:
    # A handler may have been stored with null actions, which the shape would replace.
    return _shaped(EVENT_HANDLER, name=str, event=str, actions=list)({**value, "actions": value["actions"] or []})


def _schedule_problem(value: Any) -> str | None:
    problem = _fields_problem(value, {"schedule": ((dict,), True), "due_ms": ((int, type(None)), True)}, {})
    shaped = _shaped(SCHEDULE, name=str, startWorkflowRequest=dict)
    return problem or shaped(value["schedule"])


def _run_problem(value: Any) -> str | None:
    known = {"executionId": ((str,), True), "scheduleName": ((str,), True)}
    return _fields_problem({name: value[name] for name in known if name in value}, known, {})


def _log_problem(value: Any) -> str | None:
    return _fields_problem(value, {"taskId": ((str,), True), "createdTime": ((int,), True), "log": ((str,), False)}, {})


def _setting_problem(value: Any) -> str | None:
    return None if isinstance(value, bool) else f"expected bool, got {type(value).__name__}"


def _rest_problem(value: Any) -> str | None:
    names = ("starts", "published", "task_updates")
    problem = _fields_problem(value, dict.fromkeys(names, ((list,), True)), {})
    if problem is not None:
        return problem
    starts = (_fields_problem(start, _START, {}) for _name, _version, start in value["starts"])
    found = next((one for one in starts if one is not None), None)
    if found is None and [len(one) for one in value["published"]] != [3] * len(value["published"]):
        found = "field 'published': expected lists of three"
    if found is None and [len(one) for one in value["task_updates"]] != [2] * len(value["task_updates"]):
        found = "field 'task_updates': expected lists of two"
    return found


_CHECKS: dict[str, Check] = {
    "task_def": _shaped(TASK_DEF, name=str),
    "workflow_def": _definition_problem,
    "handler": _handler_problem,
    "schedule": _schedule_problem,
    "schedule_run": _run_problem,
    "setting": _setting_problem,
    "plan": _definition_problem,
    "workflow": _workflow_problem,
    "task": _task_problem,
    "log": _log_problem,
    "rest": _rest_problem,
}
