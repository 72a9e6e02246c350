"""The published network on one window of a scene, and on the sample from which the scene's statistics come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.model.published import dsdn_window as dsdn
from mtdn_core.model.published import tscd_window as tscd
from mtdn_core.model.published.frame import Box, Core, Frame, cut
from mtdn_core.model.published.statistics import Averages, MeanOfChannels, SampleBlock, SceneStatistics, TokenSum
from mtdn_core.model.published.tscd import REFLECT

if TYPE_CHECKING:
    from mtdn_core.model.published.network import PublishedNetwork


@dataclass(frozen=True)
class Reach:
    """How far around the core is computed: as far as anything is seen, or as far as it counts.

    Attributes
    ----------
    halo
        Context of a window.
    despeckling, detection
        No layer of the one network, no trunk of the other computes more around the core.
    """

    halo: int
    despeckling: int
    detection: int


# 94 + 56 of the networks, and 8 by which gaps are filled and m-chi channels are averaged
EXACT = Reach(160, 136, 152)
# SPEC of the release's reach: beyond 24 and 53 pixels, one pixel moves the answer by less than 1e-4 and 1e-3 of its RMS
SHORT = Reach(64, 24, 56)


@dataclass
class Window:
    """The dates on a window, on their way through the networks; consumed by one call of :meth:`estimate`."""

    model: PublishedNetwork
    frame: Frame
    trunk: Box
    change: tuple[Tensor, ...]
    early: tuple[Tensor, ...]

    @classmethod
    def of(
        cls, model: PublishedNetwork, images: tuple[Tensor, ...], masks: tuple[Tensor, ...], has_c12: bool, core: Core | None,
        reach: Reach,
    ) -> Window:  # fmt: skip
        """Go as far as the statistics are not needed: the features of each date, fused for each order of the dates."""
        dates = [model.represent(images, masks, n, has_c12) for n in range(len(images))]
        height, width = images[0].shape[-2:]
        padded = (dates[0].shape[-2], dates[0].shape[-1])
        frame = Frame.of(core, (height, width), padded, reach.halo, reach.despeckling)
        whole = Box(0, 0, *padded)
        trunk = tscd.trunk_box(frame, reach.detection)
        change = tuple(tscd.features(model.cd_net, date, whole, trunk) for date in dates)
        fine = [dsdn.features(model.net1, frame, date, whole) for date in dates]
        return cls(model, frame, trunk, change, dsdn.fuse(model.net1, frame, fine[0], fine[-1]))

    def compare(self, order: int, tokens: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        """Logits of the core and change features, seen from a date."""
        own, other = self.change[order], self.change[-1 - order]
        seen = (tokens[order], tokens[1 - order])
        return tscd.compare(self.model.cd_net, self.frame, own, other, self.trunk, seen)

    def estimate(self, statistics: SceneStatistics | None) -> tuple[list[Tensor], Tensor]:
        """Published channels of each date and the probability of change, all of the core."""
        network = self.model.cd_net
        if statistics is None:
            found = [network.tokens(features) for features in self.change]
            tokens = (found[0], found[-1])
        else:
            tokens = statistics.tokens
        answers, probability = [], None
        early, self.early = list(self.early), ()
        for order in range(len(self.change)):
            logits, change = self.compare(order, tokens)
            if probability is None:
                probability = logits.softmax(1)[:, 1:]
            x = dsdn.front(self.model.net1, self.frame, early[0])
            steps = dsdn.stages(self.model.net1, self.frame, x, change, early.pop(0))
            del x, change
            known = statistics.averages[order] if statistics is not None else None
            answers.append(_finish(steps, known))
        assert probability is not None
        return answers, probability


def _finish(steps: dsdn.Average, averages: Averages | None) -> Tensor:
    """Run the stages with the averages of the scene, or with those of the window."""
    average: Tensor | None = None
    try:
        for index in range(4):
            x, _ = next(steps) if average is None else steps.send(average)
            average = x.mean((2, 3), keepdim=True) if averages is None else averages[index]
            del x
    except StopIteration as end:
        result: Tensor = end.value
        return result
    raise AssertionError("the stages ask for three averages")


def measure(model: PublishedNetwork, blocks: Iterable[SampleBlock], has_c12: bool) -> SceneStatistics:
    """Statistics of a scene, measured on blocks of it; see :meth:`MTDN.scene_statistics`.

    The averages are nested, so all blocks are brought to the first before any goes on to the second. What waits is one
    tensor of 64 channels for each block and order of the dates.
    """
    windows: list[tuple[Window, list[Tensor]]] = []
    waiting: list[list[Tensor]] = []
    sums: list[TokenSum] = []
    for block in blocks:
        window = Window.of(model, block.c2, block.valid, has_c12, block.core, SHORT)
        sums = sums or [TokenSum() for _ in block.c2]
        rows, columns = tscd.core_features(window.frame, window.trunk)
        for summed, features, valid in zip(sums, window.change, block.valid):
            part = features[:, :, rows, columns]
            measured = _measured(valid, window)[:, :, rows, columns]
            summed.add(part, model.cd_net.conv_a(part), measured)
        waiting.append([dsdn.front(model.net1, window.frame, early) for early in window.early])
        window.early = ()
        windows.append((window, [valid[(..., *block.core)] for valid in block.valid]))
    dtype = windows[0][0].change[0].dtype
    found = [tokens.result(dtype) for tokens in sums]
    tokens = (found[0], found[-1])
    averages = [_averages(model, windows, waiting, order, tokens, dtype) for order in range(len(sums))]
    return SceneStatistics(tokens, (averages[0], averages[-1]))


def _averages(
    model: PublishedNetwork, windows: list[tuple[Window, list[Tensor]]], waiting: list[list[Tensor]], order: int,
    tokens: tuple[Tensor, Tensor], dtype: torch.dtype,
) -> Averages:  # fmt: skip
    """Averages of the three stages for one order of the dates, over all blocks."""
    steps = []
    result: list[Tensor] = []
    for stage in range(3):
        mean = MeanOfChannels()
        for number, (window, masks) in enumerate(windows):
            if stage == 0:
                _, change = window.compare(order, tokens)
                x = waiting[number].pop(0)
                steps.append(dsdn.stages(model.net1, window.frame, x, change, None))
                x, box = next(steps[number])
            else:
                x, box = steps[number].send(result[-1])
            mean.add(cut(x, box, window.frame.core), masks[order])
            del x
        result.append(mean.result(dtype))
    return tuple(result)


def _measured(valid: Tensor, window: Window) -> Tensor:
    """Whether anything was measured under each feature of the trunk's box; (1, 1, h, w) bool."""
    box, (height, width) = window.trunk, window.change[0].shape[-2:]
    known = valid[:, :, box.top : box.bottom, box.left : box.right].float()
    missing = (tscd.STEP * width - REFLECT - known.shape[3], tscd.STEP * height - REFLECT - known.shape[2])
    # cut or filled up to whole features: what lies beyond the scene was not measured
    known = F.pad(known, (REFLECT, missing[0], REFLECT, missing[1]))
    return F.max_pool2d(known, tscd.STEP) > 0
