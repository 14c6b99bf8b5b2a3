"""Stored definitions of workflows and tasks."""

from __future__ import annotations

from .changes import Changes
from .errors import BadRequestError, ConflictError, EngineError, NotFoundError
from .plan import Plan, with_task_definitions
from .shapes import TASK_DEF
from .values import JsonMap

WORKER_TYPE = "SIMPLE"


class Metadata:
    """Definitions by name (and version); times are epoch milliseconds."""

    def __init__(self) -> None:
        self.changes = Changes()
        self._tasks: dict[str, JsonMap] = {}
        self._workflows: dict[str, dict[int, JsonMap]] = {}
        self._plans: dict[tuple[str, int], Plan] = {}

    # tasks

    def put_task(self, definition: JsonMap, now_ms: int) -> None:
        """Store a task definition, in place of a former one."""
        self.restore_task({**definition, "createTime": now_ms, "updateTime": 0, "createdBy": ""})

    def update_task(self, definition: JsonMap, now_ms: int) -> None:
        """Replace a task definition; NotFoundError when there is none."""
        former = self._tasks.get(definition["name"])
        if former is None:
            raise NotFoundError(f"No such task by name {definition['name']}")
        kept = {"createTime": former["createTime"], "updateTime": now_ms, "createdBy": "", "updatedBy": ""}
        self.restore_task({**definition, **kept})

    def restore_task(self, definition: JsonMap) -> None:
        """Store a task definition as it stands."""
        self._tasks[definition["name"]] = definition
        self._plans.clear()
        self.changes.note("task_def", definition["name"])

    def find_task(self, name: str) -> JsonMap | None:
        """The task definition with a name, if any."""
        return self._tasks.get(name)

    def get_task(self, name: str) -> JsonMap:
        """The task definition with a name; NotFoundError when there is none."""
        found = self._tasks.get(name)
        if found is None:
            raise NotFoundError(f"No such taskType found by name: {name}")
        return found

    def tasks(self) -> list[JsonMap]:
        """All task definitions."""
        return list(self._tasks.values())

    def delete_task(self, name: str) -> None:
        """Remove a task definition; an EngineError when there is none."""
        if self._tasks.pop(name, None) is None:
            raise EngineError("No such task definition")
        self._plans.clear()
        self.changes.note("task_def", name)

    # workflows

    def exists(self, definition: JsonMap) -> bool:
        """Whether the name and version are taken."""
        return definition["version"] in self._workflows.get(definition["name"], {})

    def refuse_taken(self, definition: JsonMap) -> None:
        """Raise ConflictError when the name and version are taken."""
        if self.exists(definition):
            raise ConflictError(f"Workflow with {definition['name']}.{definition['version']} already exists!")

    def create_workflow(self, definition: JsonMap, now_ms: int) -> None:
        """Store a new workflow definition; ConflictError when name and version are taken."""
        self.refuse_taken(definition)
        self.restore_workflow({**definition, "createTime": now_ms, "updateTime": 0})

    def put_workflow(self, definition: JsonMap, now_ms: int) -> None:
        """Store a workflow definition, in place of one with the same name and version."""
        self.restore_workflow({**definition, "createTime": 0, "updateTime": now_ms})

    def restore_workflow(self, definition: JsonMap) -> None:
        """Store a workflow definition as it stands."""
        versions = self._workflows.setdefault(definition["name"], {})
        versions[definition["version"]] = definition
        self._plans.pop((definition["name"], definition["version"]), None)
        self.changes.note("workflow_def", f"{definition['version']}/{definition['name']}")

    def find_workflow(self, name: str, version: int | None) -> JsonMap | None:
        """The definition with a version, or the highest when `version` is None."""
        versions = self._workflows.get(name)
        if not versions:
            return None
        return versions.get(max(versions) if version is None else version)

    def get_workflow(self, name: str, version: int | None) -> JsonMap:
        """As find_workflow; NotFoundError when there is none."""
        found = self.find_workflow(name, version)
        if found is None:
            shown = "null" if version is None else version
            raise NotFoundError(f"No such workflow found by name: {name}, version: {shown}")
        return found

    def plan(self, name: str, version: int | None) -> Plan:
        """The definition ready to run; BadRequestError or NotFoundError when there is none."""
        if not name:
            raise BadRequestError("Workflow name must be specified when searching for a definition")
        found = self.find_workflow(name, version)
        if found is None:
            shown = "null" if version is None else version
            raise NotFoundError(f"No such workflow defined. name={name}, version={shown}")
        key = (name, int(found["version"]))
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self.bind(found)
        return plan

    def bind(self, definition: JsonMap) -> Plan:
        """A definition with its task definitions, ready to run."""
        return Plan(with_task_definitions(definition, self.task_definition_for))

    def task_definition_for(self, spec: JsonMap) -> JsonMap:
        """The stored definition of a workflow task, or the one the server makes up."""
        found = self._tasks.get(spec["name"])
        if found is not None:
            return found
        made_up = TASK_DEF({"name": spec["name"]}) or {}
        if spec["type"] != WORKER_TYPE:
            made_up |= {"retryCount": 0, "responseTimeoutSeconds": 0}
        return made_up

    def versions(self, name: str) -> list[JsonMap]:
        """All versions of a workflow, lowest first."""
        found = self._workflows.get(name, {})
        return [found[version] for version in sorted(found)]

    def names(self) -> list[str]:
        """The names of all workflow definitions."""
        return [name for name, versions in self._workflows.items() if versions]

    def workflows(self) -> list[JsonMap]:
        """All versions of all workflow definitions."""
        return [definition for name in self._workflows for definition in self.versions(name)]

    def latest_workflows(self) -> list[JsonMap]:
        """The highest version of each workflow definition."""
        return [self.versions(name)[-1] for name in self.names()]

    def delete_workflow(self, name: str, version: int) -> None:
        """Remove a workflow definition; an EngineError when there is none."""
        if self._workflows.get(name, {}).pop(version, None) is None:
            raise EngineError(f"No such workflow definition: {name} version: {version}")
        self._plans.pop((name, version), None)
        self.changes.note("workflow_def", f"{version}/{name}")
