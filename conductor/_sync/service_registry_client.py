# Derived from conductor/_async/service_registry_client.py by scripts/unasync.py; do not edit.
"""The registry of services that HTTP and gRPC tasks call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._sync._base import ClientBase
from conductor._shared.inputs import as_model
from conductor._shared.orkes_inputs import as_service, content_of
from conductor_api.api import service_registry as registry_api
from conductor_api.models import ServiceMethod

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import BinaryIO

    from conductor_api.models import CircuitBreakerTransitionResponse, ProtoRegistryEntry, ServiceRegistry


class ServiceRegistryClient(ClientBase):
    """Registers services, their methods and protobuf files. Orkes only: else each call raises NotSupportedByServer."""

    def get_registered_services(self) -> list[ServiceRegistry]:
        """Give all services."""
        return registry_api.get_services.sync(client=self.client.api)

    def get_service(self, name: str) -> ServiceRegistry:
        """Give a service.

        Raises:
            NotFoundError: there is none.
        """
        return registry_api.get_service.sync(name, client=self.client.api)

    def add_or_update_service(self, service_registry: ServiceRegistry | Mapping[str, Any]) -> None:
        """Store a service under its name.

        In a mapping ``circuitBreakerConfig`` may stand at the top or within ``config``.
        """
        service = as_service(service_registry, "service_registry")
        registry_api.save_service.sync(client=self.client.api, body=service)

    def remove_service(self, name: str) -> None:
        """Remove a service with its methods."""
        registry_api.delete_service.sync(name, client=self.client.api)

    def open_circuit_breaker(self, name: str) -> CircuitBreakerTransitionResponse:
        """Let no call through to a service, and give the states before and after."""
        return registry_api.open_circuit_breaker.sync(name, client=self.client.api)

    def close_circuit_breaker(self, name: str) -> CircuitBreakerTransitionResponse:
        """Let calls through to a service again, and give the states before and after."""
        return registry_api.close_circuit_breaker.sync(name, client=self.client.api)

    def get_circuit_breaker_status(self, name: str) -> CircuitBreakerTransitionResponse:
        """Give the state of the circuit breaker of a service."""
        return registry_api.get_circuit_breaker_status.sync(name, client=self.client.api)

    def add_or_update_service_method(self, registry_name: str, method: ServiceMethod | Mapping[str, Any]) -> None:
        """Store a method of a service."""
        body = as_model(ServiceMethod, method, "method")
        registry_api.save_service_method.sync(registry_name, client=self.client.api, body=body)

    def remove_method(self, registry_name: str, service_name: str, method: str, method_type: str) -> None:
        """Remove a method of a service.

        Args:
            registry_name: Name in the registry.
            service_name: Name of the service as the method has it.
            method: Name of the method.
            method_type: Such as GET, POST or UNARY.
        """
        registry_api.delete_service_method.sync(
            registry_name, client=self.client.api, service_name=service_name, method=method, method_type=method_type
        )

    def get_proto_data(self, registry_name: str, filename: str) -> bytes:
        """Give the content of a protobuf file."""
        return registry_api.get_proto.sync(registry_name, filename, client=self.client.api)

    def set_proto_data(self, registry_name: str, filename: str, data: bytes | str | BinaryIO | Path) -> None:
        """Store a protobuf file.

        Args:
            registry_name: Name of the service.
            filename: Name for the file in the registry.
            data: Its content, an open binary file, or the path of a file.
        """
        registry_api.save_proto.sync(registry_name, filename, client=self.client.api, body=content_of(data))

    def delete_proto(self, registry_name: str, filename: str) -> None:
        """Remove a protobuf file."""
        registry_api.delete_proto.sync(registry_name, filename, client=self.client.api)

    def get_all_protos(self, registry_name: str) -> list[ProtoRegistryEntry]:
        """Give the names and times of the protobuf files of a service."""
        return registry_api.get_protos.sync(registry_name, client=self.client.api)

    def discover(self, name: str, create: bool = False) -> list[ServiceMethod]:
        """Ask a service for its methods and give them; with ``create`` they are stored, too."""
        return registry_api.discover_service_methods.sync(name, client=self.client.api, create=create)
