"""Assessment: figures against closed forms, what a filter must not do is found, the report is safe."""

from __future__ import annotations

import base64
import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from scipy.ndimage import uniform_filter

gdal = pytest.importorskip("osgeo.gdal")

from mtdn_core.assessment import measures  # noqa: E402
from mtdn_core.assessment import run as assessment_run  # noqa: E402
from mtdn_core.assessment.channel import ChannelSums  # noqa: E402
from mtdn_core.assessment.run import AssessSettings, assess, plan  # noqa: E402
from mtdn_core.cli.main import main  # noqa: E402
from mtdn_core.errors import (  # noqa: E402
    ConfigError,
    GridMismatchError,
    InputError,
    OutputError,
    UnitsError,
)
from mtdn_core.inference.settings import DateInput  # noqa: E402

EDGE, LOOKS = 200, 4.0


def ground() -> np.ndarray:
    """VV and VH (2, EDGE, EDGE): an edge of 6 dB, and a point 25 dB above its surroundings."""
    power = np.full((EDGE, EDGE), 0.1)
    power[:, EDGE // 2 :] *= 10**0.6
    power[40, 50] *= 10**2.5
    return np.stack([power, power / 4])


def speckle(seed: int = 1, looks: float = LOOKS) -> np.ndarray:
    return np.random.default_rng(seed).gamma(looks, 1 / looks, (2, EDGE, EDGE))


@pytest.fixture
def made(tools, tmp_path):
    """Write an original and a filtered image; returns the findings by (channel, attribute), and the assessment."""
    clean = ground()
    noise = speckle()
    noise[:, 40, 50] = 1  # a point has no speckle
    original = tools.write(tmp_path / "original.tif", (clean * noise).astype(np.float32), nodata=np.nan)

    def make(filtered: np.ndarray, settings: AssessSettings | None = None, report: str | None = None):
        path = tools.write(tmp_path / "filtered.tif", filtered.astype(np.float32), nodata=np.nan)
        settings = settings or AssessSettings(units="linear")
        found = assess(DateInput(str(original)), DateInput(str(path)), report, settings)
        return {(f.channel, f.measure.attribute): f for f in found.findings}, found

    return make


def test_the_ground_itself_is_the_ideal_filter(made) -> None:
    """Mean and looks of the ratio are those of the speckle, everything is kept."""
    findings, found = made(ground())
    assert {f.grade for f in findings.values()} == {"kept"}
    assert found.verdict.startswith("No sign")
    for channel in found.channels:
        assert channel.looks == pytest.approx(LOOKS, rel=0.1)
        assert channel.looks_ratio == pytest.approx(channel.looks_before, rel=1e-3)
        assert channel.mean_ratio == pytest.approx(1, abs=0.01) and channel.law_distance < 0.03
        # the mean of 20 x 20 independent pixels of L looks has the relative deviation 1 / (20 sqrt(L))
        assert channel.sigma == pytest.approx(1 / (20 * LOOKS**0.5), rel=0.1)
        assert channel.edge.contrast_after == pytest.approx(6.0, abs=0.01)
        assert len(channel.points) == 1 and channel.points_db == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize(
    ("fault", "attribute", "words"),
    [
        ("level", "power", "level has moved"),
        ("line", "small_blocks", "small features"),
        ("constant", "structure", "structure of the ground"),
        ("texture", "added_texture", "texture was added"),
        ("points", "points_db", "point targets"),
        ("edge", "edge_kept", "strongest edge"),
        ("hole", "nodata", "nodata has changed"),
        ("filled", "nodata", "nodata has changed"),
    ],
)
def test_what_a_filter_must_not_do_is_found(tools, tmp_path, made, fault, attribute, words) -> None:
    clean = ground()
    if fault == "level":
        clean *= 1.1
    elif fault == "line":
        clean[:, 100:140, ::20] *= 8
        clean[:, ::20, 100:] *= 8
    elif fault == "constant":
        clean[:] = clean.mean((1, 2), keepdims=True)
    elif fault == "texture":
        clean *= speckle(2)
    elif fault == "points":
        clean[:, 40, 50] = clean[:, 40, 51]
    elif fault == "edge":
        ramp = np.interp(np.arange(EDGE), (EDGE / 2 - 30, EDGE / 2 + 30), (1, 10**0.6))
        clean = np.stack([0.1 * ramp * np.ones((EDGE, 1)), 0.025 * ramp * np.ones((EDGE, 1))])
    elif fault == "hole":
        clean[:, :20, :20] = np.nan
    elif fault == "filled":
        original = tmp_path / "original.tif"
        tools.write(original, np.where(np.arange(EDGE) < 10, np.nan, tools.read(original)).astype(np.float32), nodata=np.nan)
    findings, found = made(clean)
    assert findings["VV", attribute].grade == findings["VH", attribute].grade == "not kept"
    assert words in found.verdict and found.verdict.startswith("The filter changed more than speckle")
    if fault == "hole":
        assert found.nodata_lost == pytest.approx(400 / EDGE**2) and found.nodata_filled == 0
    if fault == "filled":
        assert found.nodata_filled == pytest.approx(10 / EDGE) and found.nodata_lost == 0


def test_correlated_speckle_is_still_speckle() -> None:
    """Neighbours correlated by 0.4: the ground itself is not taken for a false result, blocks are as far off as foreseen."""
    ndimage = pytest.importorskip("scipy.ndimage")
    random = np.random.default_rng(5)
    field = np.array([[ndimage.gaussian_filter(a, 0.8) for a in random.normal(size=(2, 400, 400))] for _ in range(4)])
    power = (field**2).sum((0, 1))
    sums = ChannelSums("VV")
    sums.add(power / power.mean(), np.ones_like(power))
    result = sums.result(None)
    assert result.speckle_correlation[1] == pytest.approx(0.4, abs=0.05)
    steps = np.log(measures.block_power(power / power.mean(), 20))
    assert result.sigma == pytest.approx(steps.std(), rel=0.15)
    assert result.blocks <= 0.003 and result.small_blocks <= 0.003 and result.structure < 0.03


def test_a_weak_filter_is_said_to_be_weak(made, tools, tmp_path) -> None:
    noisy = tools.read(tmp_path / "original.tif").astype(float)
    assert "part of the speckle is still in the image" in made(np.sqrt(noisy * ground()))[1].verdict
    assert "hardly filtered" in made(noisy**0.95 * ground() ** 0.05)[1].verdict


def test_units_of_either_image(made) -> None:
    """dB against linear power gives the figures of linear power, and is refused where it is read as power."""
    linear, decibels = made(ground())[1], made(10 * np.log10(ground()), AssessSettings("linear", "db"))[1]
    assert decibels.channels[0].power == pytest.approx(linear.channels[0].power, rel=1e-5)
    with pytest.raises(UnitsError):
        made(ground() * 1000)


def test_what_cannot_be_compared_is_refused(made, tools, tmp_path) -> None:
    noisy = tools.read(tmp_path / "original.tif")
    with pytest.raises(InputError, match="the same image"):
        made(noisy)
    with pytest.raises(GridMismatchError):
        made(ground()[:, :-1])
    with pytest.raises(ConfigError, match="looks"):
        made(ground(), AssessSettings("linear", looks=0))
    for report in ("report.pdf", "absent/report.html"):
        with pytest.raises(OutputError, match="report"):
            made(ground(), report=str(tmp_path / report))
    for edge in (7, 15):
        small = [tools.write(tmp_path / f"{n}.tif", tools.speckled(edge, edge, seed=n)) for n in (1, 2)]
        with pytest.raises(InputError, match="no block of 20 x 20"):
            assess(*(DateInput(str(p)) for p in small), settings=AssessSettings("linear"))
    assert not list(tmp_path.glob(".~*"))


def test_windows_do_not_change_the_figures(made, monkeypatch) -> None:
    """Sums over windows are those over the image; a large scene is sampled evenly."""
    whole = made(ground())[1]
    monkeypatch.setattr(assessment_run, "EDGE", 100)
    cut = made(ground())[1]
    assert (whole.windows, cut.windows) == (1, 4)
    for one, two in zip(whole.channels, cut.channels):
        for name in ("looks", "looks_before", "power", "mean_ratio", "blocks", "small_blocks", "sigma"):
            assert getattr(two, name) == pytest.approx(getattr(one, name), rel=1e-9), name
    monkeypatch.undo()
    windows, number = plan(25_000, 16_700)
    assert number == 63 * 42 and len(windows) == 400
    assert windows[0][:2] == (0, 0) and windows[-1] == (24_800, 16_400, 200, 300)


def test_measures_against_closed_forms() -> None:
    random = np.random.default_rng(3)
    x = np.linspace(0.005, 12, 4000)
    assert (measures.gamma_law(x, 3.5) * (x[1] - x[0])).sum() == pytest.approx(1, abs=1e-3)
    assert measures.gamma_law(np.array([2.0]), 1.0)[0] == pytest.approx(np.exp(-2))
    assert measures.mode(np.exp(random.normal(1.2, 0.3, 20_000))) == pytest.approx(np.exp(1.2), rel=0.05)
    # the mean of n values with correlation r between neighbours varies by 1 + 2 r (n - 1) / n as much
    correlation = np.zeros((2, measures.SPECKLE_LAGS))
    correlation[0, 0] = 0.5
    assert measures.mean_factor(correlation, 5) == pytest.approx(1 + 2 * 0.5 * 4 / 5)
    image = np.arange(24.0).reshape(4, 6)
    assert measures.blocks(image, 2)[1, 2].tolist() == [16, 17, 22, 23]
    assert measures.block_looks(image, 2)[0, 0] == pytest.approx(3.5**2 / 9.25)
    rows, columns = measures.lag_products(np.tile([1.0, -1.0], (6, 3)))[0]
    assert rows[1] == -30 and columns[1] == 30 and rows[0] == 36
    moved = image + 1
    assert measures.block_power(np.where(np.arange(6) > 0, moved, np.nan), 2)[0].tolist()[1:] == [6.5, 8.5]


def test_share_of_blocks_is_exact() -> None:
    """One block of 25 that is off counts for 1 / 25, and for 16 / 400 small ones."""
    before = np.random.default_rng(0).gamma(100, 0.01, (100, 100))
    after = np.ones((100, 100))
    after[20:40, 60:80] = 3
    sums = ChannelSums("VV")
    sums.add(before, after)
    result = sums.result(None)
    assert (result.blocks, result.small_blocks) == (1 / 25, 16 / 400)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href", "data", "action")]
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_the_report_is_self_contained_and_escaped(tools, tmp_path, capsys, gdal_exceptions) -> None:
    """No script, nothing from outside, file names escaped, pictures that GDAL reads; the command line writes it."""
    clean = ground()
    name = "a<script>alert(1)<b>&.tif"
    before = tools.write(tmp_path / name, (clean * speckle()).astype(np.float32))
    after = tools.write(tmp_path / "after.tif", clean.astype(np.float32))
    report = tmp_path / "report.html"
    code = main(["assess", str(before), str(after), "--html", str(report), "--units", "linear", "--looks", "4", "--json"])
    said = capsys.readouterr()
    printed = json.loads(said.out)
    assert f"Wrote {report}" in said.err
    assert code == 0 and printed["verdict"].startswith("No sign") and printed["looks"]["VV"]["original"] == 4
    assert printed["findings"]["VH blocks"]["grade"] == "kept" and printed["report"] == str(report)
    text = report.read_text(encoding="utf-8")
    page = _Tags()
    page.feed(text)
    assert not {"script", "link", "iframe", "object", "embed", "form"} & set(page.tags)
    assert "&lt;script&gt;alert(1)&lt;b&gt;&amp;.tif" in text and "default-src 'none'" in text and "url(" not in text
    assert len(page.links) == page.tags.count("img") == 10 and page.tags.count("svg") == 6
    for link in page.links:
        assert link.startswith("data:image/png;base64,")
        gdal.FileFromMemBuffer("/vsimem/test.png", base64.b64decode(link.partition(",")[2]))
        picture = gdal.Open("/vsimem/test.png")
        assert picture.RasterCount == 4
        del picture
        gdal.Unlink("/vsimem/test.png")
    assert re.search(r"gamma law of 4\.0 looks", text) and printed["verdict"] in text
    assert not gdal.ReadDirRecursive("/vsimem/")


def test_a_calm_image_raises_no_doubt_about_its_decibels(tools, tmp_path, capsys) -> None:
    """What was filtered has little speckle, as decibels of amplitude have; of our own images units are known."""
    power = ground()[[0, 0]] * np.array([1, 0.4])[:, None, None]
    source, calm = (
        tools.write(tmp_path / f"{looks}.tif", (10 * np.log10(power * speckle(looks=looks))).astype(np.float32))
        for looks in (5.0, 300.0)
    )
    assert main(["features", str(calm), "-o", str(tmp_path / "f.tif")]) == 0
    assert "half as many" in capsys.readouterr().err
    assert main(["assess", str(source), str(calm), "-q"]) == 0
    assert "half as many" not in capsys.readouterr().err
    gdal.Open(str(calm), gdal.GA_Update).SetMetadata({"MTDN_UNITS": "db", "MTDN_PRODUCT": "despeckled"})
    assert main(["features", str(calm), "-o", str(tmp_path / "f.tif")]) == 0
    assert "half as many" not in capsys.readouterr().err


def test_images_that_are_no_pair_are_warned_of(tools, tmp_path, capsys) -> None:
    """Of another date, or in the other order, the verdict would be on the ground or on the original."""
    original, filtered = ground() * speckle(), ground()
    for name, values in (("s1_20240105", original), ("s1_20240105_lee", filtered), ("s1_20240117_lee", filtered)):
        tools.write(tmp_path / f"{name}.tif", values.astype(np.float32), nodata=np.nan)
    gdal.Open(str(tmp_path / "s1_20240105_lee.tif"), gdal.GA_Update).SetMetadata({"MTDN_PRODUCT": "despeckled"})

    def warned(before: str, after: str) -> str:
        names, report = (str(tmp_path / f"{name}.tif") for name in (before, after)), tmp_path / "report.html"
        assert main(["assess", *names, "--units", "linear", "-q", "--html", str(report)]) == 0
        said = capsys.readouterr().err
        assert ('verdict">Warning: ' in report.read_text("utf-8")) is ("Warning" in said)
        return said

    assert "Warning" not in warned("s1_20240105", "s1_20240105_lee")
    assert "taken on 2024-01-05, 's1_20240117_lee.tif' on 2024-01-17" in warned("s1_20240105", "s1_20240117_lee")
    assert "is already despeckled" in warned("s1_20240105_lee", "s1_20240105")


@pytest.mark.parametrize("size", [3, 5])
def test_a_filtered_image_beside_the_original_is_warned_of(tools, tmp_path, capsys, size) -> None:
    """A symmetric filter moves nothing; one of an even number of pixels half a pixel, which is not said."""
    noisy = tools.speckled(128, 128, looks=5)
    before = str(tools.write(tmp_path / "a_linear.tif", noisy))
    for move, edge in ((0, size), (0, size + 1), (1, size)):
        moved = np.roll(uniform_filter(noisy, (0, edge, edge)), move, 2)
        after = str(tools.write(tmp_path / "b_linear.tif", moved))
        assert main(["assess", before, after]) == 0
        said = "lies 1 pixels right and 0 below of 'a_linear.tif'" in capsys.readouterr().err
        assert said == bool(move), (move, edge)
