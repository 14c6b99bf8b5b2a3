# Derived from conductor/_async/__init__.py by scripts/unasync.py; do not edit.
"""The clients and executors, each over one area of the generated endpoints and loaded when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conductor._sync.aliases import ConductorClientWithAuth as ConductorClientWithAuth
    from conductor._sync.aliases import FetchFn as FetchFn
    from conductor._sync.application_client import ApplicationClient as ApplicationClient
    from conductor._sync.authorization_client import AuthorizationClient as AuthorizationClient
    from conductor._sync.client import ConductorClient as ConductorClient
    from conductor._sync.client import create_conductor_client as create_conductor_client
    from conductor._sync.client import orkes_conductor_client as orkes_conductor_client
    from conductor._sync.event_client import EventClient as EventClient
    from conductor._sync.human_executor import HumanExecutor as HumanExecutor
    from conductor._sync.integration_client import IntegrationClient as IntegrationClient
    from conductor._sync.metadata_client import MetadataClient as MetadataClient
    from conductor._sync.orkes_clients import OrkesClients as OrkesClients
    from conductor._sync.prompt_client import PromptClient as PromptClient
    from conductor._sync.scheduler_client import SchedulerClient as SchedulerClient
    from conductor._sync.schema_client import SchemaClient as SchemaClient
    from conductor._sync.secret_client import SecretClient as SecretClient
    from conductor._sync.service_registry_client import ServiceRegistryClient as ServiceRegistryClient
    from conductor._sync.task_client import TaskClient as TaskClient
    from conductor._sync.template_client import TemplateClient as TemplateClient
    from conductor._sync.workflow_executor import WorkflowExecutor as WorkflowExecutor
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


_HOMES = {
    "aliases": ("ConductorClientWithAuth", "FetchFn"),
    "application_client": ("ApplicationClient",),
    "authorization_client": ("AuthorizationClient",),
    "client": ("ConductorClient", "create_conductor_client", "orkes_conductor_client"),
    "event_client": ("EventClient",),
    "human_executor": ("HumanExecutor",),
    "integration_client": ("IntegrationClient",),
    "metadata_client": ("MetadataClient",),
    "orkes_clients": ("OrkesClients",),
    "prompt_client": ("PromptClient",),
    "scheduler_client": ("SchedulerClient",),
    "schema_client": ("SchemaClient",),
    "secret_client": ("SecretClient",),
    "service_registry_client": ("ServiceRegistryClient",),
    "task_client": ("TaskClient",),
    "template_client": ("TemplateClient",),
    "workflow_executor": ("WorkflowExecutor",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:
    __all__ = list(_HOME_OF)
