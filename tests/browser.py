"""A real browser for the tests: headless Chromium, by Debian's package chromium, driven by playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

BINARY = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def need_browser() -> None:
    """Skip the module, aloud, where no browser is; in CI, which installs one, that is an error."""
    missing = [name for name in ("playwright", "axe_playwright_python") if not find_spec(name)]
    missing += [] if BINARY else ["chromium"]
    if missing and not os.environ.get("EVENTX_BROWSER"):
        pytest.skip(f"NO BROWSER TEST RAN: not installed: {', '.join(missing)}", allow_module_level=True)


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BINARY, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, file: Path) -> Iterator[Any]:
    """Open a file as a page that keeps what it says on the console, in ``told``, and asks of the net, in ``asked``."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.told, page.asked = [], []
    page.on("console", lambda message: page.told.append(message.text))
    page.on("pageerror", lambda error: page.told.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(file.as_uri())
    yield page
    page.close()


def until(page: Any, told: str) -> None:
    """Wait until an expression holds, asked from outside: the page's policy lets nothing be evaluated in it."""
    for _ in range(200):
        if page.evaluate(told):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{told} never held")


def serious(page: Any) -> list[str]:
    """Return what axe finds on a page that is serious or worse."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]
