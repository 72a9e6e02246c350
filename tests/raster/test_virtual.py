"""Virtual rasters, sizes, names and servers: refused before anything is opened, unless plain."""

from __future__ import annotations

import os
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.errors import InputError, without_signature  # noqa: E402
from mtdn_core.progress import Progress  # noqa: E402
from mtdn_core.raster.read import open_date_raster  # noqa: E402
from mtdn_core.raster.source import WEB_DRIVERS, file_behind, open_raster  # noqa: E402

BAND = '<VRTRasterBand dataType="Float32" band="{n}">{source}</VRTRasterBand>'


def vrt(path: Path, *sources: str, size: int = 32, band: str = BAND) -> Path:
    """Write a virtual raster whose bands VV and VH read those of `sources`."""
    inside = "".join(
        f'<SimpleSource><SourceFilename relativeToVRT="{int(not s.startswith("/") and ":" not in s)}">{s}</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource>"
        for s in sources
    )
    bands = "".join(
        band.format(n=n, source=f"<Description>{name}</Description>" + inside.replace("Band>1<", f"Band>{n}<"))
        for n, name in ((1, "VV"), (2, "VH"))
    )
    path.write_text(f'<VRTDataset rasterXSize="{size}" rasterYSize="{size}">{bands}</VRTDataset>')
    return path


@pytest.fixture
def server():
    """Accepts connections and never answers; `.count` of them."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    held: list[socket.socket] = []
    stop = threading.Event()

    def accept() -> None:
        while not stop.is_set():
            try:
                held.append(listener.accept()[0])
            except OSError:
                continue

    thread = threading.Thread(target=accept)
    thread.start()
    yield listener.getsockname()[1], held
    stop.set()
    thread.join()
    for connection in held:
        connection.close()
    listener.close()


def test_plain_and_nested_virtual_rasters_are_read_and_list_all_files(tools, tmp_path) -> None:
    tools.write(tmp_path / "a.tif", tools.speckled(32, 32))
    vrt(tmp_path / "inside.vrt", "a.tif")
    vrt(tmp_path / "top.vrt", "inside.vrt")
    date = open_date_raster(str(tmp_path / "top.vrt"), None, (1, 2), "linear")
    assert {Path(f).name for f in date.files} >= {"top.vrt", "inside.vrt", "a.tif"}
    for name in ("top.vrt", "inside.vrt", "a.tif"):
        assert any(os.path.samefile(tmp_path / name, f) for f in date.files if os.path.exists(f))


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ('<VRTRasterBand dataType="Float32" band="{n}" subClass="VRTRawRasterBand"><SourceFilename>/etc/passwd'
         "</SourceFilename></VRTRasterBand>", "reads the bytes"),
        ('<VRTRasterBand dataType="Float32" band="{n}" subClass="VRTRaw&#82;asterBand"><SourceFilename>/etc/passwd'
         "</SourceFilename></VRTRasterBand>", "reads the bytes"),
        ('<VRTRasterBand dataType="Float32" band="{n}" subClass="VRTDerivedRasterBand"><PixelFunctionType>sum'
         "</PixelFunctionType>{source}</VRTRasterBand>", "runs functions"),
    ],
)
@pytest.mark.parametrize("nested", [False, True])
def test_virtual_rasters_that_are_not_plain(tools, tmp_path, band, words, nested, gdal_exceptions) -> None:
    tools.write(tmp_path / "a.tif", tools.speckled(32, 32))
    path = vrt(tmp_path / "x.vrt", "a.tif", band=band)
    if nested:
        path = vrt(tmp_path / "top.vrt", "x.vrt")
    with pytest.raises(InputError, match=words):
        open_raster(str(path))


@pytest.mark.parametrize("name", ["x.tif", "x.img", "x.jp2", "x.h5", "x"])
def test_virtual_rasters_under_another_name(tools, tmp_path, name) -> None:
    tools.write(tmp_path / "a.tif", tools.speckled(32, 32))
    with pytest.raises(InputError, match="under another extension"):
        open_raster(str(vrt(tmp_path / name, "a.tif")))


def test_virtual_rasters_that_grow_exponentially(tools, tmp_path) -> None:
    tools.write(tmp_path / "level0.tif", tools.speckled(32, 32))
    below = "level0.tif"
    for level in range(1, 14):
        below = vrt(tmp_path / f"level{level}.vrt", *[below] * 4).name
    begin = time.monotonic()
    with pytest.raises(InputError, match=r"reads .* files"):
        open_raster(str(tmp_path / below))
    assert time.monotonic() - begin < 60


def test_virtual_rasters_that_read_themselves(tmp_path) -> None:
    vrt(tmp_path / "a.vrt", "b.vrt")
    vrt(tmp_path / "b.vrt", "a.vrt")
    with pytest.raises(InputError, match="reads itself"):
        open_raster(str(tmp_path / "a.vrt"))


def test_sources_that_are_no_files(tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe.tif")
    with pytest.raises(InputError, match="neither a file nor a folder"):
        open_raster(str(vrt(tmp_path / "a.vrt", "pipe.tif")))
    with pytest.raises(InputError, match="neither a file nor a folder"):
        open_raster(str(tmp_path / "pipe.tif"))
    address = "MEM:::DATAPOINTER=1234,PIXELS=32,LINES=32"
    with pytest.raises(InputError, match="address in memory"):
        open_raster(address)
    with pytest.raises(InputError, match="reads 'MEM:"):
        open_raster(str(vrt(tmp_path / "b.vrt", address)))


@pytest.mark.parametrize("name", ["service.xml", "service.tif", "service"])
@pytest.mark.parametrize("nested", [False, True])
def test_descriptions_of_web_services_ask_no_server(tmp_path, server, name, nested, gdal_exceptions) -> None:
    port, connections = server
    path = tmp_path / name
    path.write_text(
        f'<GDAL_WMS><Service name="TMS"><ServerUrl>http://127.0.0.1:{port}/${{z}}/${{x}}/${{y}}.png</ServerUrl></Service>'
        "<DataWindow><UpperLeftX>0</UpperLeftX><UpperLeftY>1</UpperLeftY><LowerRightX>1</LowerRightX><LowerRightY>0"
        "</LowerRightY><SizeX>512</SizeX><SizeY>512</SizeY></DataWindow><BandsCount>2</BandsCount></GDAL_WMS>"
    )
    if nested:
        path = vrt(tmp_path / "top.vrt", name)
    with pytest.raises(InputError, match="web service"):
        open_raster(str(path))
    assert not connections


def test_web_addresses_ask_no_server(server) -> None:
    port, connections = server
    for address in (f"WMS:http://127.0.0.1:{port}/", f"WCS:http://127.0.0.1:{port}/", f"http://127.0.0.1:{port}/a.tif"):
        with pytest.raises(InputError):
            open_raster(address)
        assert not connections, address
    assert "WMS" in WEB_DRIVERS


def test_a_silent_server_is_given_up(monkeypatch, server) -> None:
    port, _ = server
    monkeypatch.setitem(__import__("mtdn_core.raster.gdal", fromlist=["WAITING"]).WAITING, "GDAL_HTTP_TIMEOUT", "1")
    begin = time.monotonic()
    with pytest.raises(InputError) as error:
        open_raster(f"/vsicurl/http://user:word@127.0.0.1:{port}/a.tif?sig=secret")
    assert time.monotonic() - begin < 60
    assert "secret" not in str(error.value) and "word" not in str(error.value)
    assert gdal.GetConfigOption("GDAL_HTTP_TIMEOUT") is None


def test_the_answer_of_a_server_is_named() -> None:
    class Refusing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(403)

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        with pytest.raises(InputError, match=r"HTTP response code: 403.*signature") as error:
            open_raster(f"/vsicurl/http://127.0.0.1:{http.server_port}/a.tif?sig=secret")
        http.shutdown()
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "path",
    ["https://host/a_VV.tif?sv=1&sig=secret", "/vsicurl/https://host/a.tif?sig=secret",
     "/vsicurl?url=https%3A%2F%2Fh&sig=secret",
     "GDAL: HTTP error at https://host/a.tif?sig=secret now", "https://me:secret@host/a.tif"],
)
def test_signatures_are_not_printed(path) -> None:
    assert "secret" not in without_signature(path)
    progress = Progress()
    progress.info(path)
    progress.warning(path)
    for text in (*progress.messages, str(InputError(path, path, path))):
        assert "secret" not in text


@pytest.mark.parametrize(("width", "height"), [(300_000, 300_000), (46, 2**31 - 1), (2**31 - 1, 46), (2_000, 2_000_000)])
def test_sizes_that_hold_nothing_are_told_fast(tmp_path, width, height) -> None:
    path = tmp_path / "x.vrt"
    bands = "".join(f'<VRTRasterBand dataType="Float32" band="{n}"/>' for n in (1, 2))
    path.write_text(f'<VRTDataset rasterXSize="{width}" rasterYSize="{height}">{bands}</VRTDataset>')
    begin = time.monotonic()
    with pytest.raises(InputError, match=r"no measured pixel|claims \d+ x \d+ pixels"):
        open_date_raster(str(path), None, (1, 2), "linear")
    assert time.monotonic() - begin < 120


def test_a_small_image_in_a_huge_frame_is_found_fast(tools, tmp_path) -> None:
    tools.write(tmp_path / "a.tif", tools.speckled(300, 300))
    rectangle = '<SrcRect xOff="0" yOff="0" xSize="300" ySize="300"/>'
    rectangle += '<DstRect xOff="123456" yOff="120000" xSize="300" ySize="300"/>'
    source = '<SimpleSource><SourceFilename relativeToVRT="1">a.tif</SourceFilename>'
    source += '<SourceBand>{n}</SourceBand>%s</SimpleSource>'
    bands = "".join(BAND.format(n=n, source=(source % rectangle).format(n=n)) for n in (1, 2))
    (tmp_path / "x.vrt").write_text(f'<VRTDataset rasterXSize="130000" rasterYSize="150000">{bands}</VRTDataset>')
    begin = time.monotonic()
    date = open_date_raster(str(tmp_path / "x.vrt"), None, (1, 2), "linear")
    valid = date.read((123400, 119990, 400, 400))[1]
    assert valid.sum() == 300 * 300 and valid[10:310, 56:356].all()
    assert not date.read((5000, 5000, 512, 512))[1].any()
    assert time.monotonic() - begin < 120


def test_the_archive_behind_a_path(tmp_path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"")
    for path in (f"/vsizip/{archive}/b/c.tif", f"/vsizip/{{{archive}}}/b.tif", f"/vsisubfile/0_9,{archive}"):
        assert file_behind(path) == str(archive)
    assert file_behind("/vsicurl/https://host/a.tif") is None
