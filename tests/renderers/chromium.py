"""A headless Chromium, driven over the DevTools protocol: what it loads, says and shows of one page."""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import json
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --remote-debugging-port=0"
).split()
_PATIENCE_SECONDS = 60


def browser() -> str | None:
    """Return where Chromium is, None if it is not installed."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def axe() -> Path | None:
    """Return where axe-core is: in one of the Python packages that carry it; None if none is installed."""
    for package in ("axe_playwright_python", "axe_core_python"):
        spec = importlib.util.find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            if (file := Path(folder) / "axe.min.js").is_file():
                return file
    return None


@contextlib.contextmanager
def running(executable: str) -> Iterator[str]:
    """Run a browser without a past; yield the address of its DevTools, and end it."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = (executable, *_FLAGS, f"--user-data-dir={profile}", "about:blank")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield _address(Path(profile) / "DevToolsActivePort", process)
        finally:
            process.terminate()
            process.wait(_PATIENCE_SECONDS)


def _address(file: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if file.is_file() and len(lines := file.read_text().split()) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise RuntimeError("Chromium did not start")


@dataclass
class Tab:
    """One page in the browser: `requested` are the URLs it asked for, `complaints` what went wrong."""

    socket: aiohttp.ClientWebSocketResponse
    session: str = ""
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    events: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def call(self, method: str, **parameters: object) -> Any:
        """Send a command; return its result."""
        number = next(self._numbers)
        message: dict[str, object] = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        await self.socket.send_json(message)
        while True:
            answer = await self._next()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]

    async def _next(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await self.socket.receive_str(timeout=_PATIENCE_SECONDS * 4))
        parameters = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requested.append(parameters["request"]["url"])
            case "Log.entryAdded":
                self.complaints.append(parameters["entry"]["text"])
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Page.javascriptDialogOpening":
                self.complaints.append(json.dumps(parameters))
            case str(name):
                self.events.add(name)
        return message

    async def open(self, url: str, *, width: int = 1280, height: int = 900, is_dark: bool = False) -> None:
        """Open a page in a window of that size, and wait until it is loaded."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        # Headers and texts fade in and out otherwise, and are measured half-way.
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        await self.call("Emulation.setEmulatedMedia", features=[scheme, motion])
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.events.discard("Page.loadEventFired")
        await self.call("Page.navigate", url=url)
        while "Page.loadEventFired" not in self.events:
            await self._next()

    async def evaluate(self, expression: str) -> Any:
        """Return the value of an expression in the page, awaited if it is a promise."""
        result = await self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    async def press(self, key: str, code: int, *, text: str = "") -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent",
                type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                text=text if kind == "keyDown" else "",
            )  # fmt: skip

    async def violations(self, script: str) -> list[str]:
        """Run axe-core; return each violation with the elements it is about."""
        await self.call("Runtime.evaluate", expression=script)
        found = await self.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map("
            "each => each.id + ': ' + "
            "each.nodes.map(node => node.target + ' ' + node.failureSummary).join('; ')))"
        )
        return list(map(str, found))


@contextlib.asynccontextmanager
async def opened(address: str) -> AsyncIterator[Tab]:
    """Open an empty page in a running browser."""
    async with aiohttp.ClientSession() as session, session.ws_connect(address, max_msg_size=0) as socket:
        tab = Tab(socket)
        target = (await tab.call("Target.createTarget", url="about:blank"))["targetId"]
        attached = await tab.call("Target.attachToTarget", targetId=target, flatten=True)
        tab.session = attached["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            await tab.call(f"{domain}.enable")
        yield tab
        await tab.call("Page.close")
