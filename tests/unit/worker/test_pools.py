"""Connections for many requests at once, through httpx."""

from __future__ import annotations

import ssl

import pytest

from conductor._worker.pools import _options
from conductor.config import resolve_settings


@pytest.mark.parametrize(("url", "trusts_somebody"), [("http://server", False), ("https://server", True)])
def test_all_pools_share_one_tls_context(url: str, trusts_somebody: bool) -> None:
    """The certificates of the authorities are read once, and not at all where there is no TLS."""
    verify = _options(resolve_settings({"server_url": url}))["verify"]
    assert isinstance(verify, ssl.SSLContext)
    assert verify.verify_mode is ssl.CERT_REQUIRED
    assert bool(verify.cert_store_stats()["x509_ca"]) is trusts_somebody


def test_any_certificate_is_taken_on_request() -> None:
    """verify=False counts for the shared context too."""
    verify = _options(resolve_settings({"server_url": "https://server", "verify": False}))["verify"]
    assert verify.verify_mode is ssl.CERT_NONE
