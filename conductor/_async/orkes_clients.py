# Async source: scripts/unasync.py derives conductor/_sync/orkes_clients.py from it, line by line.
"""All clients from one place."""

from __future__ import annotations

from conductor._async._base import AsyncClientBase
from conductor._async.application_client import AsyncApplicationClient
from conductor._async.authorization_client import AsyncAuthorizationClient
from conductor._async.client import AsyncConductorClient
from conductor._async.event_client import AsyncEventClient
from conductor._async.human_executor import AsyncHumanExecutor
from conductor._async.integration_client import AsyncIntegrationClient
from conductor._async.metadata_client import AsyncMetadataClient
from conductor._async.prompt_client import AsyncPromptClient
from conductor._async.scheduler_client import AsyncSchedulerClient
from conductor._async.schema_client import AsyncSchemaClient
from conductor._async.secret_client import AsyncSecretClient
from conductor._async.service_registry_client import AsyncServiceRegistryClient
from conductor._async.task_client import AsyncTaskClient
from conductor._async.template_client import AsyncTemplateClient
from conductor._async.workflow_executor import AsyncWorkflowExecutor


class AsyncOrkesClients(AsyncClientBase):
    """Makes any client of the facade, all on one connection. Each call makes a new object, which costs nothing."""

    def get_client(self) -> AsyncConductorClient:
        """Give the connection itself."""
        return self.client

    def get_workflow_client(self) -> AsyncWorkflowExecutor:
        """Give what starts and steers workflows."""
        return AsyncWorkflowExecutor(self.client)

    def get_metadata_client(self) -> AsyncMetadataClient:
        """Give what stores definitions of workflows and tasks."""
        return AsyncMetadataClient(self.client)

    def get_task_client(self) -> AsyncTaskClient:
        """Give what finds tasks and reports on them."""
        return AsyncTaskClient(self.client)

    def get_scheduler_client(self) -> AsyncSchedulerClient:
        """Give what stores schedules."""
        return AsyncSchedulerClient(self.client)

    def get_event_client(self) -> AsyncEventClient:
        """Give what stores event handlers."""
        return AsyncEventClient(self.client)

    def get_human_client(self) -> AsyncHumanExecutor:
        """Give what works on human tasks. Orkes only."""
        return AsyncHumanExecutor(self.client)

    def get_template_client(self) -> AsyncTemplateClient:
        """Give what stores forms of human tasks. Orkes only."""
        return AsyncTemplateClient(self.client)

    def get_service_registry_client(self) -> AsyncServiceRegistryClient:
        """Give what registers services. Orkes only."""
        return AsyncServiceRegistryClient(self.client)

    def get_secret_client(self) -> AsyncSecretClient:
        """Give what stores secrets."""
        return AsyncSecretClient(self.client)

    def get_schema_client(self) -> AsyncSchemaClient:
        """Give what stores schemas. Orkes only."""
        return AsyncSchemaClient(self.client)

    def get_prompt_client(self) -> AsyncPromptClient:
        """Give what stores prompts. Orkes only."""
        return AsyncPromptClient(self.client)

    def get_integration_client(self) -> AsyncIntegrationClient:
        """Give what stores integrations. Orkes only."""
        return AsyncIntegrationClient(self.client)

    def get_application_client(self) -> AsyncApplicationClient:
        """Give what stores applications and their keys. Orkes only."""
        return AsyncApplicationClient(self.client)

    def get_authorization_client(self) -> AsyncAuthorizationClient:
        """Give what stores users, groups and permissions. Orkes only."""
        return AsyncAuthorizationClient(self.client)
