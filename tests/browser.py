"""Chromium without a window, spoken to over two pipes: what a page looks like at a width, and what its scripts measure."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--no-default-browser-check", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")


def found():
    """str or None: the command of a Chromium that is installed here."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One Chromium and one page in it."""

    def __init__(self):
        self.home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        told, self._write = os.pipe()
        self._read, heard = os.pipe()
        command = f'exec "$@" 3<&{told} 4>&{heard}'
        self._process = subprocess.Popen(
            ["bash", "-c", command, "bash", found(), *FLAGS, f"--user-data-dir={self.home.name}", "about:blank"],
            pass_fds=(told, heard),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(told)
        os.close(heard)
        self._heard = b""
        self._number = 0
        self._session = None
        target = next(each for each in self.ask("Target.getTargets")["targetInfos"] if each["type"] == "page")
        self._session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        self.ask("Page.enable")

    def close(self):
        """None: lets this Chromium end by itself, and ends it where it doesn't."""
        self._session = None
        self.ask("Browser.close")
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._write)
        os.close(self._read)
        self.home.cleanup()

    def ask(self, method, **values):
        """dict: what the browser answers; what it tells meanwhile is left aside."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": values}
        os.write(self._write, json.dumps(message | ({"sessionId": self._session} if self._session else {})).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def _next(self):
        while b"\0" not in self._heard:
            part = os.read(self._read, 1 << 16)
            if not part:
                raise RuntimeError("Chromium has gone")
            self._heard += part
        told, self._heard = self._heard.split(b"\0", 1)
        return json.loads(told)

    def open(self, path, width, height=900, **features):
        """None: shows a file in a window of that size; `features` are those of media queries (prefers_reduced_motion="reduce")."""
        media = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.ask("Emulation.setEmulatedMedia", media="", features=media)
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.ask("Page.navigate", url=Path(path).resolve().as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            pass
        self.run("document.fonts.ready.then(() => 0)")

    def run(self, script):
        """Any: what a script gives, awaited."""
        told = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise RuntimeError(told["exceptionDetails"])
        return told["result"].get("value")

    def key(self, name):
        """None: presses a key and lets it go."""
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode={"Tab": 9, "Enter": 13}[name])

    def picture(self, **clip):
        """bytes: the window as PNG, or the part of the page that `x`, `y`, `width` and `height` clip."""
        more = {"clip": clip | {"scale": 1}, "captureBeyondViewport": True} if clip else {}
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png", **more)["data"])

    def printed(self):
        """bytes: the page as PDF, on the paper that its styles ask for."""
        return base64.b64decode(self.ask("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])
