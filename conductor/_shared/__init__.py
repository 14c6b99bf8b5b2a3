"""What the clients of both worlds share: reading arguments, results with helpers, types. No I/O."""

from conductor._shared.access_key import AccessKey
from conductor._shared.finders import TaskFinderPredicate, completed_task_matching_type
from conductor._shared.logging import DefaultLogger, noop_logger
from conductor._shared.orkes_inputs import PollIntervalOptions
from conductor._shared.search import TaskFilters, WorkflowFilters
from conductor._shared.states import is_successful, is_terminal

__all__ = [
    "AccessKey",
    "DefaultLogger",
    "PollIntervalOptions",
    "TaskFilters",
    "TaskFinderPredicate",
    "WorkflowFilters",
    "completed_task_matching_type",
    "is_successful",
    "is_terminal",
    "noop_logger",
]
