"""Servers that fall silent while a file of theirs is read: whoever cancels is not held."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

gdal = pytest.importorskip("osgeo.gdal")

import mtdn_core  # noqa: E402
from mtdn_core.errors import Cancelled  # noqa: E402
from mtdn_core.progress import Feedback  # noqa: E402
from mtdn_core.raster import gdal as raster_gdal  # noqa: E402
from tests.rasters import speckled, write_raster  # noqa: E402

Run = Callable[[str, Path, Feedback], object]
RUNS: dict[str, Run] = {
    "despeckle": lambda url, out, said: mtdn_core.despeckle_raster(url, f"{out}/o.tif", feedback=said, tile=64),
    "detect": lambda url, out, said: mtdn_core.detect_changes_raster(f"{out}/b.tif", url, f"{out}/o.tif", feedback=said),
    "assess": lambda url, out, said: mtdn_core.assess_raster(f"{out}/b.tif", url, f"{out}/o.html", feedback=said),
    "features": lambda url, out, said: mtdn_core.features_raster(url, f"{out}/o.tif", feedback=said),
    "covariance": lambda url, out, said: mtdn_core.covariance_raster(url, f"{out}/o.tif", feedback=said),
}


class Impatient:
    """Has a server fall silent after so many events of a kind, and cancels once it is asked in vain."""

    def __init__(self, kind: str, count: int) -> None:
        self._kind, self._left = kind, count
        self.silent = self.asked = False

    def count(self, kind: str) -> None:
        self._left -= kind == self._kind
        self.silent = self._left <= 0

    def progress(self, fraction: float, message: str) -> None:
        self.count("progress")

    def info(self, message: str) -> None:
        self.count("info")

    def warning(self, message: str) -> None:
        pass

    def is_cancelled(self) -> bool:
        return self.asked


class Falling(BaseHTTPRequestHandler):
    """Gives ranges of a file until it is silent, and then nothing, as long as the connection stands."""

    protocol_version = "HTTP/1.1"
    content: bytes
    state: Impatient

    def do_GET(self) -> None:
        if self.path != "/a.tif":
            self.send_error(404)
            return
        self.state.count("request")
        if self.state.silent:
            self.state.asked = True
            self.connection.recv(1)  # until the other side closes it
            self.close_connection = True
            return
        first, _, last = self.headers.get("Range", "bytes=0-").partition("=")[2].partition("-")
        end = min(int(last or len(self.content)) + 1, len(self.content))
        self.send_response(206 if "Range" in self.headers else 200)
        self.send_header("Content-Length", str(end - int(first)))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Range", f"bytes {first}-{end - 1}/{len(self.content)}")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(self.content[int(first) : end])

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Two covariance matrices, larger than what GDAL keeps in memory here."""
    folder, found = tmp_path_factory.mktemp("images"), []
    for seed in (1, 2):
        vv, vh = np.tile(speckled(300, 300, seed=seed), (1, 5, 5))
        names, options = ("C11", "C12_real", "C12_imag", "C22"), ("TILED=YES", "INTERLEAVE=BAND")
        path = write_raster(folder / "image.tif", np.stack([vv, vh / 4, vh / 5, vh]), names, options=options)
        found.append(path.read_bytes())
    return found


@pytest.fixture
def serve(images: list[bytes]) -> Iterator[Callable[[Impatient], str]]:
    """Starts a server, whose address it returns."""
    servers = []

    def start(state: Impatient) -> str:
        handler = type("Handler", (Falling,), {"content": images[0], "state": state})
        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"/vsicurl/http://127.0.0.1:{servers[-1].server_port}/a.tif"

    yield start
    for server in servers:
        server.daemon_threads = True
        server.shutdown()
        server.server_close()


MOMENTS = [("request", 1), ("request", 5), ("progress", 1)]
MORE = [("request", 2), ("request", 12), ("info", 1)]


@pytest.mark.parametrize("moment", [*MOMENTS, *(pytest.param(moment, marks=pytest.mark.slow) for moment in MORE)], ids=str)
@pytest.mark.parametrize("kind", RUNS)
def test_a_server_that_falls_silent(tmp_path, monkeypatch, images, serve, kind, moment) -> None:
    """While a date is opened, its pixels are looked through, or tiles are computed; GDAL itself would wait for an hour."""
    for option in ("GDAL_HTTP_TIMEOUT", "GDAL_HTTP_CONNECTTIMEOUT", "GDAL_HTTP_LOW_SPEED_TIME"):
        monkeypatch.setenv(option, "3600")
    monkeypatch.setattr(raster_gdal, "CACHE", 1 << 20)
    (tmp_path / "b.tif").write_bytes(images[1])
    state = Impatient(*moment)
    with pytest.raises(Cancelled):
        RUNS[kind](serve(state), tmp_path, state)
    assert state.asked and [path.name for path in tmp_path.iterdir()] == ["b.tif"]
