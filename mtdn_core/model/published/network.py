"""The published MTDN network: change detection (TSCD) guides despeckling (DSDN).

The change features of TSCD gate the features of DSDN. One call despeckles date 1; date 2 needs a second call with the
dates exchanged, including TSCD, which is not symmetric.

Size
----
The network is defined for heights and widths of 4 modulo 8 (4, 12, ..., 100, ...). Other sizes are enlarged to the next
such size on the right and at the bottom, so the origin of the image stays, by mirroring about the last row and column
(about both ends in turn where the image is smaller than the margin), and the answer is cropped. A size of 4 modulo 8 is
not padded and gives exactly the published answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from mtdn_core.model.card import ModelCard
from mtdn_core.model.channels import with_c12
from mtdn_core.model.interface import Estimate, MTDNOutput, Observation, Wanted
from mtdn_core.model.published.dsdn import DSDN
from mtdn_core.model.published.frame import Core
from mtdn_core.model.published.network_window import EXACT, SHORT, Window, measure
from mtdn_core.model.published.statistics import SampleBlock, SceneStatistics
from mtdn_core.model.published.tscd import TSCD
from mtdn_core.polarimetry.c2 import (
    PublishedChannels,
    c2_to_published,
    fill_unmeasured,
    project_psd,
    published_to_c2,
)


class PublishedNetwork(nn.Module):
    """The published multi-task network, behind the interface of :class:`mtdn_core.model.interface.Model`.

    Attributes
    ----------
    card
        Set by :func:`mtdn_core.model.load.load_model`; its representation says how C2 becomes network input.
    """

    #: the strides add up to 8, so tiles that start at multiples of it see the scene's own grid
    align = 8
    #: farther pixels are not seen: 94 by the change detection, 56 of its features by the despeckling, 8 by filling gaps
    #: and the means of the m-chi channels (:data:`mtdn_core.model.published.network_window.EXACT`)
    halo = EXACT.halo
    #: farther pixels move the output by less than 1e-3 of its RMS
    fast_halo = SHORT.halo
    #: :meth:`estimate` has no adjustable smoothing
    has_strength = False
    bytes_per_pixel = 1100
    backend = "torch"

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
        **scene: Any,
    ) -> Estimate:
        """Despeckle and detect change; see :meth:`mtdn_core.model.interface.Model.estimate`."""
        other = first if second is None else second
        has_c12 = first.image.shape[1] == 4
        images = [image if has_c12 else with_c12(image) for image in (first.image, other.image)]
        one, two, probability = self.estimate_pair(
            images[0], images[0] if second is None else images[1], first.valid, other.valid, has_c12=has_c12, **scene
        )
        one, two = (image if has_c12 else image[:, [0, 3]] for image in (one, two))
        return Estimate(
            one if wanted.first else None,
            two if wanted.second and second is not None else None,
            probability if wanted.probability and second is not None else None,
        )

    def estimate_pair(
        self,
        c2_1: Tensor,
        c2_2: Tensor,
        valid_1: Tensor,
        valid_2: Tensor,
        *,
        has_c12: bool = True,
        strength: float | None = None,
        statistics: SceneStatistics | None = None,
        core: Core | None = None,
        fast: bool = False,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Despeckle both dates and detect change from the first to the second.

        Pixels that were not measured take the other date's value, else the mean of the measured pixels within 15 x 15,
        else zero (:func:`mtdn_core.polarimetry.c2.fill_unmeasured`). Powers above the card's clip (13.4) are limited to
        it on the way in, so the answer is too.

        Parameters
        ----------
        c2_1, c2_2
            (B, 4, H, W), linear power; any H, W >= 1. The same tensor twice for one date alone: its estimate is
            computed once and returned for both.
        valid_1, valid_2
            (B, 1, H, W) bool, True where measured.
        has_c12
            False for intensity products: C12 is zero in and zero out, and the m-chi channels follow from intensities.
        strength
            Not used: the published network has no such setting.
        statistics
            Of the scene, from :meth:`scene_statistics`. None: of the tile itself, as published.
        core
            Rows and columns that are wanted, their ends multiples of 8 (but where the scene ends); None: all. The rest
            is context: less of it than :attr:`halo` on a side says that the scene ends there.
        fast
            The context is of :attr:`fast_halo` instead.

        Returns
        -------
        Estimate
            Of the core: date1, date2 (B, 4, h, w) in linear power, positive semi-definite; change_probability
            (B, 1, h, w), the softmax of the logits of the order (date 1, date 2).
        """
        self._lay_out()
        with full_precision(c2_1):
            images = (c2_1,) if c2_2 is c2_1 else (c2_1, c2_2)
            masks = (valid_1, valid_2)[: len(images)]
            window = Window.of(self, images, masks, has_c12, core, SHORT if fast else EXACT)
            if statistics is not None:
                statistics = statistics.to(c2_1.device, c2_1.dtype)
            channels, probability = window.estimate(statistics)
        dates = [_physical(image, has_c12) for image in channels]
        return dates[0], dates[-1], probability

    def scene_statistics(self, blocks: Iterable[SampleBlock], *, has_c12: bool = True) -> SceneStatistics:
        """Measure what :meth:`estimate` needs to know of a scene.

        Parameters
        ----------
        blocks
            A sample of the scene, or all of it, each block read with :attr:`fast_halo` pixels of context.
        has_c12
            As for :meth:`estimate`.
        """
        self._lay_out()
        return measure(self, blocks, has_c12)

    def represent(
        self, images: tuple[Tensor, ...], masks: tuple[Tensor, ...], date: int, has_c12: bool
    ) -> Tensor:
        """Published channels (B, 7, H, W) of a date, gaps filled, padded to the grid."""
        settings = PublishedChannels.from_card(self.card.representation) if self.card else PublishedChannels()
        other = len(images) - 1 - date
        filled, known = fill_unmeasured(images[date], masks[date], images[other], masks[other])
        channels = c2_to_published(
            filled if has_c12 else _without_c12(filled),
            boxcar=settings.boxcar,
            stray_degree_factor=settings.stray_degree_factor,
            clip=settings.clip,
            valid=known,
        )
        return pad_to_grid(channels)

    def _lay_out(self) -> None:
        """Order the kernels as the fast convolutions want them (channels last); values and names stay."""
        kernel = self.net1.conv1.weight
        if not self.training and not kernel.is_contiguous(memory_format=torch.channels_last):
            with torch.inference_mode(False):
                self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]


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


def _without_c12(c2: Tensor) -> Tensor:
    zeros = torch.zeros_like(c2[:, 1:3])
    return torch.cat([c2[:, :1], zeros, c2[:, 3:]], 1)


def _physical(channels: Tensor, has_c12: bool) -> Tensor:
    c2 = published_to_c2(channels)
    return project_psd(c2 if has_c12 else _without_c12(c2))
