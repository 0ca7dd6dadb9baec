"""A real Chromium without a window and without a network, spoken to by the WebDriver protocol.

Source: WebDriver, W3C, https://www.w3.org/TR/webdriver2/.
"""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    """An open page of a given width."""

    def __init__(self, url: str, session: str) -> None:
        self._url = f"{url}/session/{session}"

    def open(self, path: Path) -> None:
        _ask("POST", f"{self._url}/url", {"url": path.as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """What the body of a function gives back."""
        return _ask("POST", f"{self._url}/execute/sync", {"script": script, "args": list(arguments)})

    def click(self, selector: str) -> None:
        found = _ask("POST", f"{self._url}/element", {"using": "css selector", "value": selector})
        _ask("POST", f"{self._url}/element/{found[_ELEMENT]}/click", {})

    def point_on(self, selector: str, share: float = 0.5) -> tuple[int, int]:
        """Where on the screen a line of the map passes, some share of its way along."""
        x, y = self.run(
            """const line = document.querySelector(arguments[0]), path = line.querySelector("path");
            line.scrollIntoView({block: "center"});
            const point = path.getPointAtLength(path.getTotalLength() * arguments[1]);
            const on = point.matrixTransform(line.getScreenCTM());
            return [on.x, on.y];""",
            selector,
            share,
        )
        return round(x), round(y)

    def point(self, at: tuple[int, int], *, kind: str = "mouse", press: bool = True) -> None:
        """Moves the pointer there and presses it, or a finger with kind="touch"."""
        actions: list[dict[str, Any]] = [{"type": "pointerMove", "x": at[0], "y": at[1]}]
        if press:
            actions += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        pointer = {"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": actions}
        _ask("POST", f"{self._url}/actions", {"actions": [pointer]})

    def press(self, key: str) -> None:
        """A key for whatever has the focus."""
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        _ask("POST", f"{self._url}/actions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})

    def screenshot(self) -> bytes:
        return base64.b64decode(_ask("GET", f"{self._url}/screenshot"))

    def complaints(self) -> list[str]:
        """What the console has to say: errors, refused requests, broken policies."""
        logs = _ask("POST", f"{self._url}/se/log", {"type": "browser"})
        return [entry["message"] for entry in logs if entry["level"] != "DEBUG"]

    def close(self) -> None:
        _ask("DELETE", self._url)


@contextmanager
def browser(width: int, height: int, dark: bool = False) -> Iterator[Browser]:
    """A browser with a page of this size. Skips the test where there is no Chromium with its driver."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("Chromium and chromedriver are not installed: apt-get install chromium chromium-driver")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            opened = Browser(url, _session(url, chromium, width, height, dark))
            yield opened
            opened.close()
        finally:
            process.terminate()


def _session(url: str, chromium: str, width: int, height: int, dark: bool) -> str:
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    flags += ["--host-resolver-rules=MAP * ~NOTFOUND", "--disable-dev-shm-usage"]
    flags += ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else []
    options = {
        "binary": chromium,
        "args": flags,
        "mobileEmulation": {"deviceMetrics": {"width": width, "height": height, "pixelRatio": 1.0}},
    }
    wanted = {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
    for _ in range(60):
        try:
            session = _ask("POST", f"{url}/session", {"capabilities": wanted})["sessionId"]
            return str(session)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.25)
    pytest.skip("chromedriver does not answer")


def _ask(method: str, url: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())["value"]
    except urllib.error.HTTPError as error:
        with error:
            raise AssertionError(error.read().decode()) from None
