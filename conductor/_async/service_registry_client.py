# Async source: scripts/unasync.py derives conductor/_sync/service_registry_client.py from it, line by line.
"""The registry of services that HTTP and gRPC tasks call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.inputs import as_model
from conductor._shared.orkes_inputs import as_service, content_of
from conductor_api.api import service_registry as registry_api
from conductor_api.models import ServiceMethod

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import BinaryIO

    from conductor_api.models import CircuitBreakerTransitionResponse, ProtoRegistryEntry, ServiceRegistry


class AsyncServiceRegistryClient(AsyncClientBase):
    """Registers services, their methods and protobuf files. Orkes only: else each call raises NotSupportedByServer."""

    async def get_registered_services(self) -> list[ServiceRegistry]:
        """Give all services."""
        return await registry_api.get_services.asyncio(client=self.client.api)

    async def get_service(self, name: str) -> ServiceRegistry:
        """Give a service.

        Raises:
            NotFoundError: there is none.
        """
        return await registry_api.get_service.asyncio(name, client=self.client.api)

    async def add_or_update_service(self, service_registry: ServiceRegistry | Mapping[str, Any]) -> None:
        """Store a service under its name.

        In a mapping ``circuitBreakerConfig`` may stand at the top or within ``config``.
        """
        service = as_service(service_registry, "service_registry")
        await registry_api.save_service.asyncio(client=self.client.api, body=service)

    async def remove_service(self, name: str) -> None:
        """Remove a service with its methods."""
        await registry_api.delete_service.asyncio(name, client=self.client.api)

    async def open_circuit_breaker(self, name: str) -> CircuitBreakerTransitionResponse:
        """Let no call through to a service, and give the states before and after."""
        return await registry_api.open_circuit_breaker.asyncio(name, client=self.client.api)

    async def close_circuit_breaker(self, name: str) -> CircuitBreakerTransitionResponse:
        """Let calls through to a service again, and give the states before and after."""
        return await registry_api.close_circuit_breaker.asyncio(name, client=self.client.api)

    async def get_circuit_breaker_status(self, name: str) -> CircuitBreakerTransitionResponse:
        """Give the state of the circuit breaker of a service."""
        return await registry_api.get_circuit_breaker_status.asyncio(name, client=self.client.api)

    async def add_or_update_service_method(self, registry_name: str, method: ServiceMethod | Mapping[str, Any]) -> None:
        """Store a method of a service."""
        body = as_model(ServiceMethod, method, "method")
        await registry_api.save_service_method.asyncio(registry_name, client=self.client.api, body=body)

    async def remove_method(self, registry_name: str, service_name: str, method: str, method_type: str) -> None:
        """Remove a method of a service.

        Args:
            registry_name: Name in the registry.
            service_name: Name of the service as the method has it.
            method: Name of the method.
            method_type: Such as GET, POST or UNARY.
        """
        await registry_api.delete_service_method.asyncio(
            registry_name, client=self.client.api, service_name=service_name, method=method, method_type=method_type
        )

    async def get_proto_data(self, registry_name: str, filename: str) -> bytes:
        """Give the content of a protobuf file."""
        return await registry_api.get_proto.asyncio(registry_name, filename, client=self.client.api)

    async def set_proto_data(self, registry_name: str, filename: str, data: bytes | str | BinaryIO | Path) -> None:
        """Store a protobuf file.

        Args:
            registry_name: Name of the service.
            filename: Name for the file in the registry.
            data: Its content, an open binary file, or the path of a file.
        """
        await registry_api.save_proto.asyncio(registry_name, filename, client=self.client.api, body=content_of(data))

    async def delete_proto(self, registry_name: str, filename: str) -> None:
        """Remove a protobuf file."""
        await registry_api.delete_proto.asyncio(registry_name, filename, client=self.client.api)

    async def get_all_protos(self, registry_name: str) -> list[ProtoRegistryEntry]:
        """Give the names and times of the protobuf files of a service."""
        return await registry_api.get_protos.asyncio(registry_name, client=self.client.api)

    async def discover(self, name: str, create: bool = False) -> list[ServiceMethod]:
        """Ask a service for its methods and give them; with ``create`` they are stored, too."""
        return await registry_api.discover_service_methods.asyncio(name, client=self.client.api, create=create)
