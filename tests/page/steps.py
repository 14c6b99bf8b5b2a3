"""What is done on the page again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def go(page: Page, address: str) -> None:
    """Go to a view and wait until it is there."""
    page.evaluate("address => { location.hash = address }", f"#/{address}")
    page.locator(f'main[data-address="#/{address}"]').wait_for()


def expect(page: Page, selector: str, text: str) -> None:
    """Wait until a text is there."""
    page.locator(selector, has_text=text).first.wait_for()
