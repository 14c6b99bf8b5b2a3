# Generated from openapi/openapi.json by `make regen`; do not edit.
"""What calling an operation may raise, apart from the errors of httpx."""

import httpx


class UnexpectedResponse(Exception):
    """The answer has a status that the API does not declare, or a body that cannot be read.

    Attributes:
        response: the answer as httpx received it
        reason: why the body could not be read; None when it is the status
    """

    def __init__(self, response: httpx.Response, reason: str | None = None) -> None:
        self.response = response
        self.reason = reason
        request = response.request
        url = request.url.copy_with(userinfo=b"")
        problem = reason or response.text[:2000]
        super().__init__(f"HTTP {response.status_code} from {request.method} {url}: {problem}")

    @property
    def status_code(self) -> int:
        return self.response.status_code


__all__ = ["UnexpectedResponse"]
