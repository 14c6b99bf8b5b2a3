"""Refusals of the engine; the API turns each into a status and an error body."""

from __future__ import annotations

from dataclasses import dataclass


class EngineError(Exception):
    """A request that fails; `status` is the HTTP status the real server answers with."""

    status = 500

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFoundError(EngineError):
    """Something that does not exist (404)."""

    status = 404


class ConflictError(EngineError):
    """An action that the present state forbids (409)."""

    status = 409


class BadRequestError(EngineError):
    """An argument that is wrong (400)."""

    status = 400


class TooLargeError(EngineError):
    """A body that takes longer to serve than other requests may be kept waiting (413)."""

    status = 413


class JsonProblemError(EngineError):
    """A body that does not fit the expected shape (the real server answers 500)."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"JSON parse error: {detail}")
        self.detail = detail


@dataclass(frozen=True)
class Violation:
    """One failed constraint of a request, in the words of the real server."""

    path: str
    message: str
    invalid_value: str | None = None


class InvalidRequestError(EngineError):
    """Failed constraints of a body or a parameter (400 with validationErrors)."""

    status = 400

    def __init__(self, violations: list[Violation]) -> None:
        super().__init__("Validation failed, check below errors for detail.")
        self.violations = violations


class TerminateWorkflowError(Exception):
    """Raised while a workflow is decided: it ends here, with this status and reason."""

    def __init__(self, reason: str, status: str = "FAILED", task_id: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.task_id = task_id
