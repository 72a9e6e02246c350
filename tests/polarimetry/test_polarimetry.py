"""C2 and m-chi: values computed by hand, limits of floating point, and the channels of real published patches."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from mtdn_core.errors import ModelError  # noqa: E402
from mtdn_core.model import backend_torch  # noqa: E402
from mtdn_core.model.card import PUBLISHED, ModelCard  # noqa: E402
from mtdn_core.model.interface import Observation  # noqa: E402
from mtdn_core.model.layers import masked_mean  # noqa: E402
from mtdn_core.model.load import model_settings  # noqa: E402
from mtdn_core.model.published.channels import (  # noqa: E402
    c2_to_published,
    fill_unmeasured,
    project_psd,
    published_to_c2,
)
from mtdn_core.model.published.network import PublishedNetwork  # noqa: E402
from mtdn_core.polarimetry import dual_pol  # noqa: E402


def pixel(c11: float, re: float, im: float, c22: float, dtype: Any = torch.float32) -> Any:
    return torch.tensor([c11, re, im, c22], dtype=dtype).view(1, 4, 1, 1)


def mchi_powers(c2: Any) -> Any:
    return torch.cat(dual_pol.mchi_powers(c2.split(1, 1), torch), 1)


def random_c2(*shape: int, looks: int = 3, seed: int = 0, dtype: Any = torch.float32) -> Any:
    """Wishart-distributed C2 of (B, H, W)."""
    generator = torch.Generator().manual_seed(seed)
    z = torch.randn(looks, 2, *shape, dtype=torch.complex128, generator=generator)
    vv, vh = z[:, 0], 0.4 * z[:, 1] + 0.3j * z[:, 0]
    cross = (vv * vh.conj()).mean(0)
    return torch.stack([vv.abs().square().mean(0), cross.real, cross.imag, vh.abs().square().mean(0)], 1).to(dtype)


@pytest.mark.parametrize(
    ("c2", "values"),
    [
        ((5, 0, 0, 2), (5, 2)),
        ((2, 1, 0, 2), (3, 1)),
        ((2, 0, -2, 2), (4, 0)),
        ((3, 1, 1, 2), (4, 1)),
        ((0, 0, 0, 0), (0, 0)),
    ],
)
def test_eigenvalues(c2: tuple[float, ...], values: tuple[float, float]) -> None:
    largest, smallest = dual_pol.eigenvalues(pixel(*c2).split(1, 1), torch)
    assert (largest.item(), smallest.item()) == pytest.approx(values, abs=1e-6)


@pytest.mark.parametrize(
    ("c2", "odd", "even", "depolarised"),
    [
        # s = 2 Im C12, p = l1 - l2: (p - s)/2, (p + s)/2, 2 l2
        ((5, 0, 0, 2), 1.5, 1.5, 4),
        ((2, 0, 2, 2), 0, 4, 0),
        ((2, 0, -2, 2), 4, 0, 0),
        ((3, 1, 1, 2), 0.5, 2.5, 2),
        ((0, 0, 0, 0), 0, 0, 0),
    ],
)
def test_mchi_powers(c2: tuple[float, ...], odd: float, even: float, depolarised: float) -> None:
    powers = mchi_powers(pixel(*c2)).flatten().tolist()
    assert powers == pytest.approx([odd, even, depolarised], abs=1e-6)
    plain = c2_to_published(pixel(*c2), size=1, stray_degree_factor=False)[:, 4:].flatten().tolist()
    assert plain == pytest.approx([math.sqrt(odd), math.sqrt(even), math.sqrt(depolarised)], abs=1e-6)
    quirk = c2_to_published(pixel(*c2), size=1)[:, 4:].flatten().tolist()
    assert quirk == pytest.approx([plain[0] * math.pi / 180, *plain[1:]], abs=1e-6)


@pytest.mark.parametrize("scale", [1e-18, 1e-6, 1.0, 1e6, 1e15])
def test_mchi_keeps_its_digits_at_any_scale(scale: float) -> None:
    exact = random_c2(1, 40, 40, looks=2, dtype=torch.float64)
    wanted = mchi_powers(exact)
    got = mchi_powers((exact * scale).float()).double() / scale
    assert torch.allclose(got.sum(1), exact[:, 0] + exact[:, 3], rtol=1e-6)
    assert ((got - wanted).square().mean().sqrt() / wanted.square().mean().sqrt()) < 1e-6
    assert (got >= 0).all()


def test_means_take_measured_pixels_only() -> None:
    image = torch.tensor([[1.0, 2, 3], [4, torch.nan, 6], [7, 8, 9]]).view(1, 1, 3, 3)
    valid = ~image.isnan()
    mean = masked_mean(backend_torch, image.nan_to_num(), valid.float(), 3)[0][0, 0]
    assert mean[0, 0].item() == pytest.approx((1 + 2 + 4) / 3)
    assert mean[0, 1].item() == pytest.approx((1 + 2 + 3 + 4 + 6) / 5)
    assert mean[1, 1].item() == pytest.approx(5.0)
    assert masked_mean(backend_torch, image.nan_to_num(), torch.zeros(1, 1, 3, 3), 3)[0].eq(0).all()
    c2 = random_c2(1, 9, 9)
    valid = torch.ones(1, 1, 9, 9, dtype=torch.bool)
    valid[..., 4, 4] = False
    beside = c2_to_published(torch.where(valid, c2, torch.nan), valid=valid)[0, 4:, 3, 3]
    measured = (c2 * valid)[0, :, 2:5, 2:5].sum((1, 2)) / 8
    assert torch.allclose(beside, c2_to_published(pixel(*measured.tolist()), size=1)[0, 4:, 0, 0], rtol=1e-5)


@pytest.mark.parametrize("size", [3, 5, 9])
def test_means_inside_are_the_plain_ones(size: int) -> None:
    image, half = torch.rand(1, 2, 20, 23), size // 2
    plain = torch.nn.functional.avg_pool2d(image, size, 1)
    mean, share = masked_mean(backend_torch, image, torch.ones(1, 1, 20, 23), size)
    assert torch.allclose(mean[..., half:-half, half:-half], plain, atol=1e-6)
    assert torch.allclose(share[..., half:-half, half:-half], torch.ones(()))
    alone = torch.ones(1, 1, 2, 1)
    assert torch.allclose(masked_mean(backend_torch, alone, alone, size)[0], alone)


def test_channel_order_and_clip() -> None:
    c2 = pixel(20, 1, 2, 3).expand(1, 4, 5, 5)
    channels = c2_to_published(c2)
    assert channels.shape == (1, 7, 5, 5)
    assert channels[0, :4, 2, 2].tolist() == pytest.approx([13.4, 2, 1, 3])
    free = c2_to_published(c2, clip=None)
    assert torch.equal(published_to_c2(free), c2)
    # clipping comes after the m-chi channels
    assert torch.equal(free[:, 4:], channels[:, 4:])
    assert c2_to_published(pixel(1e4, 0, 0, 1e4))[0, 6].item() == pytest.approx(13.4)


def test_projection_leaves_physical_matrices_alone() -> None:
    c2 = random_c2(2, 30, 30)
    assert torch.equal(project_psd(c2), c2)


@pytest.mark.parametrize("scale", [1e-30, 1e-12, 1.0, 1e12])
def test_projected_matrices_are_physical_in_float32(scale: float) -> None:
    generator = torch.Generator().manual_seed(1)
    c2 = torch.randn(1, 4, 200, 200, generator=generator) * scale
    single_look = random_c2(1, 200, 200, looks=1) * scale
    for image in (c2, single_look):
        c11, re, im, c22 = project_psd(image).unbind(1)
        assert (c11 >= 0).all() and (c22 >= 0).all()
        assert (re * re + im * im <= c11 * c22).all()
        assert (re.double() ** 2 + im.double() ** 2 <= c11.double() * c22.double()).all()
    if scale > 1e-15:
        assert torch.allclose(project_psd(single_look), single_look, rtol=1e-5, atol=0)
    once = project_psd(c2)
    assert torch.allclose(project_psd(once), once, rtol=1e-6, atol=0)


def test_projection_keeps_the_phase() -> None:
    c2 = project_psd(pixel(4, 6, -8, 1))
    assert c2.flatten().tolist() == pytest.approx([4, 1.2, -1.6, 1], rel=1e-5)
    assert project_psd(pixel(-4, 6, -8, 1)).flatten().tolist() == [0, 0, 0, 1]


def test_filling_of_unmeasured_pixels() -> None:
    first = torch.full((1, 4, 1, 40), torch.nan)
    first[..., 0] = 2.0
    second = torch.full((1, 4, 1, 40), torch.nan)
    second[..., 1] = 5.0
    filled, known = fill_unmeasured(first, ~first[:, :1].isnan(), second, ~second[:, :1].isnan())
    assert filled[0, 0, 0, :9].tolist() == pytest.approx([2, 5, 2, 2, 2, 2, 2, 2, 0])
    assert known[0, 0, 0].tolist() == [True] * 8 + [False] * 32
    assert torch.isfinite(filled).all()


def test_representation_of_a_card() -> None:
    """Other channels are made where a card asks for them; what cannot be is refused."""
    other = {"kind": "published", "clip": None, "boxcar": 5, "stray_degree_factor": False}
    for right in ({}, PUBLISHED, other):
        assert model_settings("mtdn-published", {}, "m", right) == {}
    for wrong in ({"kind": "local-log"}, {"boxcar": 2}, {"clip": 0}, {"scale": 1}, {"clip": "big"}, {"boxcar": 3.0}):
        with pytest.raises(ModelError, match="representation"):
            model_settings("mtdn-published", {}, "m", wrong)
    network = PublishedNetwork()
    network.card = ModelCard("m", "mtdn-published", "0" * 64, representation=other)
    date = Observation(random_c2(1, 12, 12), torch.ones(1, 1, 12, 12, dtype=torch.bool))
    wanted = c2_to_published(date.image, clip=None, size=5, stray_degree_factor=False)
    assert torch.equal(network.represent([date], 0), wanted) and not torch.equal(c2_to_published(date.image), wanted)


@pytest.mark.parametrize("key", ["A", "B"])
def test_channels_of_published_patches(key: str) -> None:
    """The released inputs hold both C2 and their m-chi channels; where nothing is clipped one gives the other."""
    shared = Path(os.environ.get("MTDN_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    if not (shared / "golden" / "inputs_real.npz").is_file():
        pytest.skip(f"these pixels have no licence to ship; not found: {shared} (set MTDN_SHARED)")
    both = torch.from_numpy(np.load(shared / "golden" / "inputs_real.npz")[key])
    for channels in (both[:, :7], both[:, 7:]):
        made = c2_to_published(published_to_c2(channels))
        unclipped = (channels[:, :4].abs() < 13.4).all(1, keepdim=True).float()
        known = -torch.nn.functional.max_pool2d(-unclipped, 3, 1, 1) > 0
        known[..., [0, -1], :] = False
        known[..., [0, -1]] = False
        assert known.float().mean() > 0.8
        for c in (4, 5, 6):
            wanted, got = channels[:, c : c + 1][known], made[:, c : c + 1][known]
            assert (got - wanted).square().mean().sqrt() / wanted.square().mean().sqrt() < 5e-5
