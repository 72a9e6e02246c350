"""The network reproduces the published one: images, and every intermediate tensor by name.

Weights and inputs come from ``tests/model/golden/weightgen.py`` and reach the model as a user's do: checkpoint, import, load.
"""

from __future__ import annotations

import copy
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from tests.model.golden import layout, taps, weightgen  # noqa: E402
from tests.pairs import estimate_pair  # noqa: E402

GOLDEN = Path(__file__).parent / "golden"
SEED = 2
JOINT = {"C_synth_2x60x92": (2, 60, 92), "D_synth_1x100x100": (1, 100, 100), "G_tiny_1x12x20": (1, 12, 20)}
REAL = ("A_patch5", "B_patch23")


@dataclass(frozen=True)
class Precision:
    """Tolerances: relative RMS of images, tap statistics and samples relative to the tap's RMS."""

    image: float
    statistics: float
    samples: float


TOLERANCE = {torch.float32: Precision(1e-5, 5e-4, 5e-4), torch.float64: Precision(1e-7, 1e-9, 1e-6)}


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The model in float32, as loaded."""
    from mtdn_core.model.load import load_model

    torch.set_num_threads(1)
    return load_model(layout.imported(tmp_path_factory.mktemp("golden")))


@pytest.fixture(scope="module", params=[torch.float32, torch.float64], ids=["float32", "float64"])
def model(request: pytest.FixtureRequest, single: Any) -> Any:
    """The model in both precisions, its weights widened from float32."""
    return copy.deepcopy(single).to(request.param)


def kind(model: Any) -> Any:
    return next(model.parameters()).dtype


def two_dates(array: np.ndarray, dtype: Any) -> tuple[Any, Any]:
    both = torch.from_numpy(array).to(dtype)
    return both[:, :7], both[:, 7:]


def two_c2(name: str, height: int, width: int) -> Any:
    dates = two_dates(weightgen.synth_input(SEED, name, 1, height, width), torch.float32)
    return [date[:, [0, 2, 1, 3]] for date in dates]


def check_images(images: dict[str, Any], golden: Any, dtype: Any) -> None:
    for name, image in images.items():
        wanted = golden[name].astype(np.float64)
        assert image.shape == wanted.shape, name
        error = np.sqrt(np.mean((image.double().numpy() - wanted) ** 2) / np.mean(wanted**2))
        assert error < TOLERANCE[dtype].image, f"{name}: relative RMS error {error:.2e}"


def check_taps(found: dict[str, Any], golden: Any, dtype: Any) -> None:
    tolerance = TOLERANCE[dtype]
    for row, name in enumerate(golden["tap_names"]):
        tap = found[str(name)].double().contiguous().numpy()
        assert ",".join(map(str, tap.shape)) == golden["tap_shapes"][row], name
        wanted = golden["tap_stats"][row]
        rms = wanted[1]
        statistics = np.array([tap.mean(), np.sqrt((tap**2).mean()), tap.min(), tap.max()])
        error = np.abs(statistics - wanted).max() / rms
        assert error < tolerance.statistics, f"{name}: statistics off by {error:.2e} of its RMS"
        index = weightgen.sample_index(str(name), tap.size)
        error = np.abs(tap.ravel()[index] - golden["tap_samples"][row, : index.size]).max() / rms
        assert error < tolerance.samples, f"{name}: samples off by {error:.2e} of its RMS"


def check_joint(model: Any, array: np.ndarray, golden: Any) -> None:
    dtype = kind(model)
    with torch.inference_mode(), taps.recorded(model.net1, model.cd_net) as found:
        answer = model(*two_dates(array, dtype))
    features = found["cd.x_mid"]
    images = {"despeckled": answer.despeckled, "logits": answer.change_logits}
    images |= {"x_mid": features} if "x_mid" in golden else {"x_mid_every3": features[:, :, ::3, ::3]}
    check_images(images, golden, dtype)
    check_taps(found, golden, dtype)


@pytest.mark.parametrize("name", JOINT)
def test_whole_network(model: Any, name: str) -> None:
    check_joint(model, weightgen.synth_input(SEED, name[0], *JOINT[name]), np.load(GOLDEN / f"{name}.npz"))


@pytest.mark.parametrize("name", REAL)
def test_whole_network_on_real_pixels(model: Any, name: str) -> None:
    folder = Path(os.environ.get("MTDN_SHARED", GOLDEN.parents[3] / "shared")) / "golden"
    if not (folder / f"{name}.npz").is_file():
        pytest.skip(f"these pixels have no licence to ship; not found: {folder} (set MTDN_SHARED)")
    check_joint(model, np.load(folder / "inputs_real.npz")[name[0]], np.load(folder / f"{name}.npz"))


def test_despeckling_alone(model: Any) -> None:
    golden, dtype = np.load(GOLDEN / "E_dnonly_2x64x96.npz"), kind(model)
    features = 3 * weightgen.uniform01(SEED, "input/E/xmid", 2 * 32 * 64 * 96).astype(np.float64)
    features = torch.from_numpy(features.astype(np.float32).reshape(2, 32, 64, 96)).to(dtype)
    dates = two_dates(weightgen.synth_input(SEED, "E", 2, 64, 96), dtype)
    with torch.inference_mode(), taps.recorded(model.net1, model.cd_net) as found:
        answer = model.net1(*dates, features)
    check_images({"despeckled": answer}, golden, dtype)
    check_taps(found, golden, dtype)


def test_change_detection_alone(model: Any) -> None:
    golden, dtype = np.load(GOLDEN / "F_cdonly_2x64x96.npz"), kind(model)
    with torch.inference_mode(), taps.recorded(model.net1, model.cd_net) as found:
        logits, features = model.cd_net(*two_dates(weightgen.synth_input(SEED, "E", 2, 64, 96), dtype))
    images = {"logits": logits}
    images |= {"x_mid": features} if "x_mid" in golden else {"x_mid_every3": features[:, :, ::3, ::3]}
    check_images(images, golden, dtype)
    check_taps(found, golden, dtype)


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (3, 3), (4, 4), (13, 20), (16, 9)])
def test_any_size_is_accepted(single: Any, size: tuple[int, int]) -> None:
    dates = two_dates(weightgen.synth_input(SEED, "size", 1, *size), torch.float32)
    with torch.inference_mode():
        answer = single(*dates)
    assert answer.despeckled.shape == (1, 7, *size)
    assert answer.change_logits.shape == (1, 2, *size)
    assert torch.isfinite(answer.despeckled).all() and torch.isfinite(answer.change_logits).all()


def test_padding_mirrors_right_and_below() -> None:
    from mtdn_core.model.published.network import pad_to_grid

    image = torch.arange(3.0).view(1, 1, 1, 3) + torch.arange(100).view(1, 1, 100, 1) * 10
    padded = pad_to_grid(image)
    assert padded.shape == (1, 1, 100, 4)
    assert padded[0, 0, 5].tolist() == [50, 51, 52, 51]
    assert pad_to_grid(torch.arange(2.0).view(1, 1, 1, 2)).tolist() == [[[[0, 1, 0, 1]] * 4]]
    exact = torch.rand(1, 7, 12, 20)
    assert pad_to_grid(exact) is exact


def test_estimate_is_both_orders_of_a_call(single: Any) -> None:
    from mtdn_core.model.published.channels import c2_to_published, project_psd, published_to_c2

    first, second = two_c2("est", 18, 21)
    first, second = project_psd(first), project_psd(second)
    valid = torch.ones(1, 1, 18, 21, dtype=torch.bool)
    with torch.inference_mode():
        got = estimate_pair(single, first, second, valid, valid)
        x1, x2 = c2_to_published(first), c2_to_published(second)
        forwards, backwards = single(x1, x2), single(x2, x1)
        alone = estimate_pair(single, first, first, valid, valid)
        twice = estimate_pair(single, first, first.clone(), valid, valid)
    check_images(
        {"date1": got.date1, "date2": got.date2},
        {
            "date1": project_psd(published_to_c2(forwards.despeckled)).numpy(),
            "date2": project_psd(published_to_c2(backwards.despeckled)).numpy(),
        },
        torch.float32,
    )
    chances = [answer.change_logits.softmax(1)[:, 1:] for answer in (forwards, backwards)]
    assert torch.allclose(got.change_probability, (chances[0] + chances[1]) / 2, atol=1e-6)
    assert torch.allclose(alone.date1, twice.date2, atol=1e-6)
    assert torch.equal(alone.date1, alone.date2)


def test_estimate_takes_nodata_and_intensities_alone(single: Any) -> None:
    first, second = two_c2("gap", 20, 20)
    valid1, valid2 = torch.ones(2, 1, 1, 20, 20, dtype=torch.bool)
    valid1[..., :6], valid2[..., 4:, :3] = False, False
    hole1, hole2 = torch.where(valid1, first, torch.nan), torch.where(valid2, second, torch.nan)
    with torch.inference_mode():
        got = estimate_pair(single, hole1, hole2, valid1, valid2, has_c12=False)
    for image in got:
        assert torch.isfinite(image).all()
    assert not got.date1[:, 1:3].any() and not got.date2[:, 1:3].any()
    assert (got.date1[:, [0, 3]] >= 0).all()
    assert (got.change_probability >= 0).all() and (got.change_probability <= 1).all()
