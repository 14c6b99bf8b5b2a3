# Derived from conductor/_async/orkes_clients.py by scripts/unasync.py; do not edit.
"""All clients from one place."""

from __future__ import annotations

from conductor._sync._base import ClientBase
from conductor._sync.application_client import ApplicationClient
from conductor._sync.authorization_client import AuthorizationClient
from conductor._sync.client import ConductorClient
from conductor._sync.event_client import EventClient
from conductor._sync.human_executor import HumanExecutor
from conductor._sync.integration_client import IntegrationClient
from conductor._sync.metadata_client import MetadataClient
from conductor._sync.prompt_client import PromptClient
from conductor._sync.scheduler_client import SchedulerClient
from conductor._sync.schema_client import SchemaClient
from conductor._sync.secret_client import SecretClient
from conductor._sync.service_registry_client import ServiceRegistryClient
from conductor._sync.task_client import TaskClient
from conductor._sync.template_client import TemplateClient
from conductor._sync.workflow_executor import WorkflowExecutor


class OrkesClients(ClientBase):
    """Makes any client of the facade, all on one connection. Each call makes a new object, which costs nothing."""

    def get_client(self) -> ConductorClient:
        """Give the connection itself."""
        return self.client

    def get_workflow_client(self) -> WorkflowExecutor:
        """Give what starts and steers workflows."""
        return WorkflowExecutor(self.client)

    def get_metadata_client(self) -> MetadataClient:
        """Give what stores definitions of workflows and tasks."""
        return MetadataClient(self.client)

    def get_task_client(self) -> TaskClient:
        """Give what finds tasks and reports on them."""
        return TaskClient(self.client)

    def get_scheduler_client(self) -> SchedulerClient:
        """Give what stores schedules."""
        return SchedulerClient(self.client)

    def get_event_client(self) -> EventClient:
        """Give what stores event handlers."""
        return EventClient(self.client)

    def get_human_client(self) -> HumanExecutor:
        """Give what works on human tasks. Orkes only."""
        return HumanExecutor(self.client)

    def get_template_client(self) -> TemplateClient:
        """Give what stores forms of human tasks. Orkes only."""
        return TemplateClient(self.client)

    def get_service_registry_client(self) -> ServiceRegistryClient:
        """Give what registers services. Orkes only."""
        return ServiceRegistryClient(self.client)

    def get_secret_client(self) -> SecretClient:
        """Give what stores secrets."""
        return SecretClient(self.client)

    def get_schema_client(self) -> SchemaClient:
        """Give what stores schemas. Orkes only."""
        return SchemaClient(self.client)

    def get_prompt_client(self) -> PromptClient:
        """Give what stores prompts. Orkes only."""
        return PromptClient(self.client)

    def get_integration_client(self) -> IntegrationClient:
        """Give what stores integrations. Orkes only."""
        return IntegrationClient(self.client)

    def get_application_client(self) -> ApplicationClient:
        """Give what stores applications and their keys. Orkes only."""
        return ApplicationClient(self.client)

    def get_authorization_client(self) -> AuthorizationClient:
        """Give what stores users, groups and permissions. Orkes only."""
        return AuthorizationClient(self.client)
