"""The published MTDN network: change detection (TSCD) guides despeckling (DSDN).

The network looks at its whole input: channel attention and tokens are means over it, and its strides lie on a grid of
eight pixels. So the answer for a pixel depends on the tile around it. A scene is worked on in tiles of the size on which
the network was published and trained, 100 x 100 pixels, on a grid that is fixed to the scene's origin; where tiles
overlap, their answers are blended linearly.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from mtdn_core.model.card import ModelCard
from mtdn_core.model.channels import with_c12, without_c12
from mtdn_core.model.interface import Estimate, MTDNOutput, Observation, Wanted
from mtdn_core.model.published.dsdn import DSDN
from mtdn_core.model.published.tscd import TSCD
from mtdn_core.polarimetry.c2 import (
    c2_to_published,
    fill_unmeasured,
    project_psd,
    published_to_c2,
)
from mtdn_core.polarimetry.published_channels import PublishedChannels

TILE = 100  # pixels, the published size
OVERLAP = 16  # pixels in which neighbouring tiles are blended
STEP = TILE - OVERLAP


class PublishedNetwork(nn.Module):
    """The published multi-task network, behind the interface of :class:`mtdn_core.model.interface.Model`.

    Attributes
    ----------
    card
        Set by :func:`mtdn_core.model.load.load_model`; its representation says how C2 becomes network input.
    """

    #: windows start at multiples of the distance of the tiles, so that every window sees the same tiles
    align = STEP
    #: the tile to the left of a core's first pixel reaches into the core, and no other
    halo = STEP
    bytes_per_pixel = 400
    backend = "torch"
    notes: tuple[str, ...] = (
        f"The published network looks at whole tiles of {TILE} x {TILE} pixels: its answer depends on where they lie",
    )

    def __init__(self) -> None:
        super().__init__()
        self.card: ModelCard | None = None
        self.net1 = DSDN()
        self.cd_net = TSCD()

    def forward(self, date1: Tensor, date2: Tensor) -> MTDNOutput:
        """Despeckle date 1 and detect change from date 1 to date 2.

        Parameters
        ----------
        date1, date2
            (B, 7, H, W), published channels and scale, clipped to +-13.4; any H, W >= 1.

        Returns
        -------
        MTDNOutput
            despeckled (B, 7, H, W) and change_logits (B, 2, H, W).
        """
        height, width = date1.shape[-2:]
        date1, date2 = pad_to_grid(date1), pad_to_grid(date2)
        with full_precision(date1):
            logits, change_features = self.cd_net(date1, date2)
            despeckled = self.net1(date1, date2, change_features)
        return MTDNOutput(despeckled[..., :height, :width], logits[..., :height, :width])

    def estimate(
        self,
        first: Observation,
        second: Observation | None = None,
        *,
        wanted: Wanted = Wanted(),  # noqa: B008 (frozen)
        strength: float | None = None,
    ) -> Estimate:
        """Despeckle and detect change; see :meth:`mtdn_core.model.interface.Model.estimate`.

        Pixels that were not measured take the other date's value, else the mean of the measured pixels within 15 x 15,
        else zero (:func:`mtdn_core.polarimetry.c2.fill_unmeasured`). Powers above the card's clip (13.4) are limited to
        it on the way in, so the answer is too. The probability is that of the order (first, second): the published
        encoder knows which date is the first. `strength` is not used.
        """
        self._order_memory()
        dates = [first] if second is None else [first, second]
        channels = [self.represent(dates, index) for index in range(len(dates))]
        images: list[Tensor | None] = [None, None]
        probability = None
        with full_precision(first.image):
            if wanted.first or (second is not None and wanted.probability):
                answer = _blend(self, channels[0], channels[-1])
                images[0] = answer[:, :7] if wanted.first else None
                probability = answer[:, 7:] if second is not None and wanted.probability else None
            if second is not None and wanted.second:
                images[1] = _blend(self, channels[1], channels[0])[:, :7]
        found = [None if image is None else _physical(image, first.image.shape[1]) for image in images]
        return Estimate(found[0], found[1], probability)

    def represent(self, dates: list[Observation], index: int) -> Tensor:
        """Published channels (B, 7, H, W) of a date, gaps filled."""
        settings = PublishedChannels.from_card(self.card.representation) if self.card else PublishedChannels()
        own, other = dates[index], dates[-1 - index]
        filled, known = fill_unmeasured(with_c12(own.image), own.valid, with_c12(other.image), other.valid)
        return c2_to_published(
            filled,
            boxcar=settings.boxcar,
            stray_degree_factor=settings.stray_degree_factor,
            clip=settings.clip,
            valid=known,
        )

    def _order_memory(self) -> None:
        """Order the kernels as the fast convolutions want them (channels last); values and names stay."""
        kernel = self.net1.conv1.weight
        if not self.training and not kernel.is_contiguous(memory_format=torch.channels_last):
            with torch.inference_mode(False):
                self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]


def _blend(network: PublishedNetwork, date1: Tensor, date2: Tensor) -> Tensor:
    """Run the network on its tiles: despeckled date 1 and probability of change, (B, 8, H, W)."""
    batch, _, height, width = date1.shape
    total = date1.new_zeros(batch, 8, height, width)
    weights = date1.new_zeros(1, 1, height, width)
    for top, bottom in _tiles(height):
        for left, right in _tiles(width):
            rows, columns = slice(top, bottom), slice(left, right)
            answer = network(date1[..., rows, columns], date2[..., rows, columns])
            found = torch.cat([answer.despeckled, answer.change_logits.softmax(1)[:, 1:]], 1)
            weight = _ramp(top, bottom, height, date1)[:, None] * _ramp(left, right, width, date1)
            total[..., rows, columns] += found * weight
            weights[..., rows, columns] += weight
    return total / weights


def _tiles(length: int) -> list[tuple[int, int]]:
    """Begin and end of the tiles along an axis; the last one ends with the window."""
    starts = [start for start in range(0, length, STEP) if start == 0 or length - start > OVERLAP]
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
    if count == 2:
        c2 = with_c12(without_c12(c2))
    c2 = project_psd(c2)
    return c2 if count == 4 else without_c12(c2)
