"""The published MTDN network: change detection (TSCD) guides despeckling (DSDN).

The network looks at its whole input: channel attention and tokens are means over it, and its strides lie on a grid of
eight pixels. So the answer for a pixel depends on the tile around it. A scene is worked on in tiles of the size on which
the network was published and trained, 100 x 100 pixels, on a grid that is fixed to the scene's origin; where tiles
overlap, their answers are blended linearly.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import torch
from torch import Tensor, nn

from mtdn_core.model.card import PUBLISHED, ModelCard
from mtdn_core.model.interface import Estimate, Observation, Wanted
from mtdn_core.model.published.channels import c2_to_published, fill_unmeasured, project_psd, published_to_c2, with_c12
from mtdn_core.model.published.dsdn import DSDN
from mtdn_core.model.published.tscd import TSCD

TILE = 100  # pixels, the published size
OVERLAP = 16  # pixels in which neighbouring tiles are blended
STEP = TILE - OVERLAP


class MTDNOutput(NamedTuple):
    """Answer in the published convention."""

    despeckled: Tensor | None  # (B, 7, H, W), estimate of date 1 in the published channels and scale
    change_logits: Tensor  # (B, 2, H, W); the class is the argmax, 1 = changed


class PublishedNetwork(nn.Module):
    """The published multi-task network, behind the interface of :class:`mtdn_core.model.interface.Model`.

    The representation on its card, which :func:`mtdn_core.model.load.load_model` sets, says how C2 becomes network input.
    """

    #: windows start at multiples of the distance of the tiles, so that every window sees the same tiles
    align = STEP
    #: the tile to the left of a core's first pixel reaches into the core, and no other
    halo = STEP
    #: 60 MB for a tile and 180 bytes per pixel; less than this from windows of 550 x 550 pixels
    bytes_per_pixel = 400
    backend = "torch"

    def __init__(self) -> None:
        super().__init__()
        self.card: ModelCard | None = None
        self.net1 = DSDN()
        self.cd_net = TSCD()

    @property
    def notes(self) -> tuple[str, ...]:
        found = self.card.figures.get("tile_dependence") if self.card else None
        how_far = f": {found['text']}" if isinstance(found, dict) and isinstance(found.get("text"), str) else ""
        return (f"The published network looks at tiles of {TILE} x {TILE} pixels; answers depend on where they lie{how_far}",)

    def forward(self, date1: Tensor, date2: Tensor, despeckle: bool = True) -> MTDNOutput:
        """Detect change from date 1 to date 2 and, if wanted, despeckle date 1.

        Both are (B, 7, H, W), published channels and scale, clipped to +-13.4; any H, W >= 1.
        """
        height, width = date1.shape[-2:]
        date1, date2 = pad_to_grid(date1), pad_to_grid(date2)
        with full_precision(date1):
            logits, change_features = self.cd_net(date1, date2)
            image = self.net1(date1, date2, change_features)[..., :height, :width] if despeckle else None
        return MTDNOutput(image, logits[..., :height, :width])

    def estimate(
        self, first: Observation, second: Observation | None = None, *, wanted: Wanted = Wanted(),  # noqa: B008 (frozen)
        strength: float | None = None,
    ) -> Estimate:
        """Despeckle and detect change; see :meth:`mtdn_core.model.interface.Model.estimate`.

        Every tile is worked on by itself, from its own pixels only, so the answer does not depend on the window. Pixels
        that were not measured are filled (:func:`mtdn_core.model.published.channels.fill_unmeasured`). Powers above the
        card's clip (13.4) are limited to it on the way in, so the answer is too. The published encoder knows which date is
        the first; the probability is the mean of both orders, so exchanging the dates exchanges the images and nothing
        else. `strength` is not used.
        """
        dates = [first] if second is None else [first, second]
        asked = [wanted.first, wanted.second and second is not None]
        detect = wanted.probability and second is not None
        if not (any(asked) or detect):
            return Estimate()
        found = list(torch.split(self._blend(dates, asked, detect), [7] * sum(asked) + [1] * detect, 1))
        images = [_physical(found.pop(0), first.image.shape[1]) if one else None for one in asked]
        return Estimate(images[0], images[1], found[0] if detect else None)

    def _blend(self, dates: list[Observation], asked: list[bool], detect: bool) -> Tensor:
        """Run the network on its tiles; (B, C, H, W), C: seven for each image that is asked for, one for the change."""
        image = dates[0].image
        height, width = image.shape[-2:]
        total = image.new_zeros(image.shape[0], 7 * sum(asked) + detect, height, width)
        weights = image.new_zeros(1, 1, height, width)
        for top, bottom in _tiles(height):
            for left, right in _tiles(width):
                place = (..., slice(top, bottom), slice(left, right))
                tile = [Observation(date.image[place], date.valid[place]) for date in dates]
                weight = _ramp(top, bottom, height, image)[:, None] * _ramp(left, right, width, image)
                total[place] += self._answer(tile, asked, detect) * weight
                weights[place] += weight
        return total / weights

    def _answer(self, dates: list[Observation], asked: list[bool], detect: bool) -> Tensor:
        channels = [self.represent(dates, index) for index in range(len(dates))]
        images, change = [], []
        for index, own in enumerate(channels):
            if asked[index] or detect:
                found = self(own, channels[-1 - index], asked[index])
                images += [found.despeckled] * asked[index]
                change.append(found.change_logits.softmax(1)[:, 1:])
        return torch.cat([*images, (change[0] + change[1]) / 2] if detect else images, 1)

    def represent(self, dates: list[Observation], index: int) -> Tensor:
        """Published channels (B, 7, H, W) of a date, gaps filled."""
        own, other = dates[index], dates[-1 - index]
        filled, known = fill_unmeasured(with_c12(own.image), own.valid, with_c12(other.image), other.valid)
        card = {**PUBLISHED, **(self.card.representation if self.card else {})}
        return c2_to_published(
            filled, valid=known, clip=card["clip"], size=card["boxcar"], stray_degree_factor=card["stray_degree_factor"]
        )


def _tiles(length: int) -> list[tuple[int, int]]:
    """Begin and end of the tiles along an axis.

    A last one that would be narrow is moved back to its full size. Only the scene's end can cut a tile short of
    :data:`STEP`: a window ends there, or on the grid. So every window has the same tiles in its core.
    """
    starts = [start for start in range(0, length, STEP) if start == 0 or length - start > OVERLAP]
    if starts[-1] > 0 and length - starts[-1] < STEP:
        starts[-1] = length - TILE
    return [(start, min(start + TILE, length)) for start in starts]


def _ramp(start: int, stop: int, length: int, like: Tensor) -> Tensor:
    """Weight of a tile along an axis: rises and falls over the overlap with its neighbours."""
    weight = torch.ones(stop - start, dtype=like.dtype, device=like.device)
    ramp = (torch.arange(OVERLAP, dtype=like.dtype, device=like.device) + 0.5) / OVERLAP
    if start > 0:
        weight[:OVERLAP] *= ramp
    if stop < length:
        weight[-OVERLAP:] *= ramp.flip(0)
    return weight


@contextmanager
def full_precision(image: Tensor) -> Iterator[None]:
    """Convolve in float32 on CUDA too: by default cuDNN rounds to TF32 (10 bits), 1e-3 off the published answer."""
    if not image.is_cuda:
        yield
        return
    before = torch.backends.cudnn.allow_tf32
    torch.backends.cudnn.allow_tf32 = False
    try:
        yield
    finally:
        torch.backends.cudnn.allow_tf32 = before


def pad_to_grid(image: Tensor) -> Tensor:
    """Mirror (B, C, H, W) on the right and at the bottom up to the next height and width of 4 modulo 8."""
    for axis in (2, 3):
        size = image.shape[axis]
        missing = (4 - size) % 8
        if missing:
            # mirror by index: unlike the reflection of PyTorch it takes margins wider than the image
            period = max(2 * (size - 1), 1)
            index = torch.arange(size + missing, device=image.device) % period
            image = image.index_select(axis, torch.minimum(index, period - index))
    return image


def _physical(channels: Tensor, count: int) -> Tensor:
    """C2 or, with `count` 2, the intensities; positive semi-definite."""
    c2 = published_to_c2(channels)
    return project_psd(c2) if count == 4 else c2[:, [0, 3]].clamp_min(0)
