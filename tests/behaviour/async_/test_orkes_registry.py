# Async source: scripts/unasync.py derives tests/behaviour/sync/test_orkes_registry.py from it, line by line.
"""The registry of services, on an embedded server of the Orkes edition."""

from __future__ import annotations

from typing import Any

import pytest

from conductor import AsyncOrkesClients, NotFoundError

SMOKE = True


def service(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "type": "HTTP", "serviceURI": "http://localhost:1/api-docs", **fields}


def method(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "operationName": name,
        "methodName": name,
        "methodType": "GET",
        "inputType": "i",
        "outputType": "o",
        **fields,
    }


async def test_a_service_is_kept_until_it_is_removed(orkes: AsyncOrkesClients, name: str) -> None:
    """It is read back with its circuit breaker configuration, listed, replaced, and gone when removed."""
    registry = orkes.get_service_registry_client()
    await registry.add_or_update_service(service(name, circuitBreakerConfig={"slidingWindowSize": 5}))
    stored = await registry.get_service(name)
    assert (stored.type, stored.config.circuit_breaker_config.sliding_window_size) == ("HTTP", 5)
    await registry.add_or_update_service(service(name, type="gRPC"))
    assert [one.type for one in await registry.get_registered_services() if one.name == name] == ["gRPC"]
    await registry.remove_service(name)
    with pytest.raises(NotFoundError, match=name):
        await registry.get_service(name)


async def test_methods_belong_to_a_service(orkes: AsyncOrkesClients, name: str) -> None:
    """A method of the same name and type is replaced; each has an id; methods survive an update of the service."""
    registry = orkes.get_service_registry_client()
    await registry.add_or_update_service(service(name))
    await registry.add_or_update_service_method(name, method("list"))
    await registry.add_or_update_service_method(name, method("add", methodType="POST"))
    await registry.add_or_update_service_method(name, method("list", outputType="other"))
    await registry.add_or_update_service(service(name))
    methods = (await registry.get_service(name)).methods
    assert sorted((one.method_name, one.output_type) for one in methods) == [("add", "o"), ("list", "other")]
    assert len({one.id for one in methods}) == 2
    assert {one.id for one in await registry.discover(name)} == {one.id for one in methods}
    await registry.remove_method(name, name, "list", "GET")
    assert [one.method_name for one in (await registry.get_service(name)).methods] == ["add"]
    with pytest.raises(NotFoundError):
        await registry.add_or_update_service_method(f"{name}_other", method("list"))


async def test_a_circuit_breaker_is_opened_and_closed(orkes: AsyncOrkesClients, name: str) -> None:
    """It is CLOSED at first; each change tells the state before and after."""
    registry = orkes.get_service_registry_client()
    await registry.add_or_update_service(service(name))
    assert (await registry.get_circuit_breaker_status(name)).current_state == "CLOSED"
    opened = await registry.open_circuit_breaker(name)
    assert (opened.service, opened.previous_state, opened.current_state) == (name, "CLOSED", "OPEN")
    assert opened.message == "Circuit breaker transitioned from CLOSED to OPEN"
    assert (await registry.get_circuit_breaker_status(name)).current_state == "OPEN"
    assert (await registry.close_circuit_breaker(name)).previous_state == "OPEN"
    with pytest.raises(NotFoundError):
        await registry.open_circuit_breaker(f"{name}_other")


async def test_protobuf_files_come_back_byte_for_byte(orkes: AsyncOrkesClients, name: str) -> None:
    """Bytes that are no text survive; files are listed and removed."""
    registry = orkes.get_service_registry_client()
    await registry.add_or_update_service(service(name, type="gRPC"))
    content = b"\x00\xff\r\nsyntax"
    await registry.set_proto_data(name, "a.proto", content)
    assert await registry.get_proto_data(name, "a.proto") == content
    assert [file.filename for file in await registry.get_all_protos(name)] == ["a.proto"]
    await registry.delete_proto(name, "a.proto")
    with pytest.raises(NotFoundError, match=r"a\.proto"):
        await registry.get_proto_data(name, "a.proto")
