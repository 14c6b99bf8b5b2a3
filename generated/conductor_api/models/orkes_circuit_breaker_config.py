# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class OrkesCircuitBreakerConfig:
    """OrkesCircuitBreakerConfig as the server reads and writes it."""

    automatic_transition_from_open_to_half_open_enabled: bool | None = None
    failure_rate_threshold: float | None = None
    max_wait_duration_in_half_open_state: int | None = None
    minimum_number_of_calls: int | None = None
    permitted_number_of_calls_in_half_open_state: int | None = None
    sliding_window_size: int | None = None
    slow_call_duration_threshold: int | None = None
    slow_call_rate_threshold: float | None = None
    wait_duration_in_open_state: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.automatic_transition_from_open_to_half_open_enabled is not None:
            result["automaticTransitionFromOpenToHalfOpenEnabled"] = (
                self.automatic_transition_from_open_to_half_open_enabled
            )
        if self.failure_rate_threshold is not None:
            result["failureRateThreshold"] = self.failure_rate_threshold
        if self.max_wait_duration_in_half_open_state is not None:
            result["maxWaitDurationInHalfOpenState"] = self.max_wait_duration_in_half_open_state
        if self.minimum_number_of_calls is not None:
            result["minimumNumberOfCalls"] = self.minimum_number_of_calls
        if self.permitted_number_of_calls_in_half_open_state is not None:
            result["permittedNumberOfCallsInHalfOpenState"] = self.permitted_number_of_calls_in_half_open_state
        if self.sliding_window_size is not None:
            result["slidingWindowSize"] = self.sliding_window_size
        if self.slow_call_duration_threshold is not None:
            result["slowCallDurationThreshold"] = self.slow_call_duration_threshold
        if self.slow_call_rate_threshold is not None:
            result["slowCallRateThreshold"] = self.slow_call_rate_threshold
        if self.wait_duration_in_open_state is not None:
            result["waitDurationInOpenState"] = self.wait_duration_in_open_state
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            automatic_transition_from_open_to_half_open_enabled=pop(
                "automaticTransitionFromOpenToHalfOpenEnabled", None
            ),
            failure_rate_threshold=pop("failureRateThreshold", None),
            max_wait_duration_in_half_open_state=pop("maxWaitDurationInHalfOpenState", None),
            minimum_number_of_calls=pop("minimumNumberOfCalls", None),
            permitted_number_of_calls_in_half_open_state=pop("permittedNumberOfCallsInHalfOpenState", None),
            sliding_window_size=pop("slidingWindowSize", None),
            slow_call_duration_threshold=pop("slowCallDurationThreshold", None),
            slow_call_rate_threshold=pop("slowCallRateThreshold", None),
            wait_duration_in_open_state=pop("waitDurationInOpenState", None),
            additional_properties=rest,
        )
