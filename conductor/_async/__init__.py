# Async source: scripts/unasync.py derives conductor/_sync/__init__.py from it, line by line.
"""The clients and executors, each over one area of the generated endpoints and loaded when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conductor._async.aliases import AsyncConductorClientWithAuth as AsyncConductorClientWithAuth
    from conductor._async.aliases import AsyncFetchFn as AsyncFetchFn
    from conductor._async.application_client import AsyncApplicationClient as AsyncApplicationClient
    from conductor._async.authorization_client import AsyncAuthorizationClient as AsyncAuthorizationClient
    from conductor._async.client import AsyncConductorClient as AsyncConductorClient
    from conductor._async.client import async_create_conductor_client as async_create_conductor_client
    from conductor._async.client import async_orkes_conductor_client as async_orkes_conductor_client
    from conductor._async.event_client import AsyncEventClient as AsyncEventClient
    from conductor._async.human_executor import AsyncHumanExecutor as AsyncHumanExecutor
    from conductor._async.integration_client import AsyncIntegrationClient as AsyncIntegrationClient
    from conductor._async.metadata_client import AsyncMetadataClient as AsyncMetadataClient
    from conductor._async.orkes_clients import AsyncOrkesClients as AsyncOrkesClients
    from conductor._async.prompt_client import AsyncPromptClient as AsyncPromptClient
    from conductor._async.scheduler_client import AsyncSchedulerClient as AsyncSchedulerClient
    from conductor._async.schema_client import AsyncSchemaClient as AsyncSchemaClient
    from conductor._async.secret_client import AsyncSecretClient as AsyncSecretClient
    from conductor._async.service_registry_client import AsyncServiceRegistryClient as AsyncServiceRegistryClient
    from conductor._async.task_client import AsyncTaskClient as AsyncTaskClient
    from conductor._async.template_client import AsyncTemplateClient as AsyncTemplateClient
    from conductor._async.workflow_executor import AsyncWorkflowExecutor as AsyncWorkflowExecutor
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


_HOMES = {
    "aliases": ("AsyncConductorClientWithAuth", "AsyncFetchFn"),
    "application_client": ("AsyncApplicationClient",),
    "authorization_client": ("AsyncAuthorizationClient",),
    "client": ("AsyncConductorClient", "async_create_conductor_client", "async_orkes_conductor_client"),
    "event_client": ("AsyncEventClient",),
    "human_executor": ("AsyncHumanExecutor",),
    "integration_client": ("AsyncIntegrationClient",),
    "metadata_client": ("AsyncMetadataClient",),
    "orkes_clients": ("AsyncOrkesClients",),
    "prompt_client": ("AsyncPromptClient",),
    "scheduler_client": ("AsyncSchedulerClient",),
    "schema_client": ("AsyncSchemaClient",),
    "secret_client": ("AsyncSecretClient",),
    "service_registry_client": ("AsyncServiceRegistryClient",),
    "task_client": ("AsyncTaskClient",),
    "template_client": ("AsyncTemplateClient",),
    "workflow_executor": ("AsyncWorkflowExecutor",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:
    __all__ = list(_HOME_OF)
