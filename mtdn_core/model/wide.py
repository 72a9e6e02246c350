"""``mtdn-wide``: the published trunks, guided by the compact network and predicting averaging kernels.

Flow of one pass, in the order of the file:

1. *First estimate*: the compact network (:mod:`mtdn_core.model.compact`) gives a change logit, kernels and despeckled
   images of both dates.
2. *Representation*: seven channels per date, as published, but independent of scale: logarithms of the measured and of
   the estimated intensities less that of their local level, the sample coherence, the mask.
3. *Change*: the published change trunk compares the dates; its features correct the change logit.
4. *Despeckling*: the published despeckling trunk reads a date at half resolution, with the other date and the change
   features, and corrects the kernels. Averages, gate and postprocessing are those of the compact network, and so are
   their guarantees.

Every operation is local: a tile with a halo of :attr:`WideNetwork.halo` pixels gives the scene's own answer.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mtdn_core.model import backend_torch as ops
from mtdn_core.model import compact, features, postprocess
from mtdn_core.model.compact import FLAGS, POSITIONS
from mtdn_core.model.compact_torch import CompactNetwork
from mtdn_core.model.published.dsdn import WIDTH, conv
from mtdn_core.model.published.tscd import WIDTH as CHANGE_WIDTH
from mtdn_core.model.wide_trunks import LocalDSDN, LocalTSCD

DATE_CHANNELS = 7
EVIDENCE = 6
MIXING = len(compact.SCALES) + 1


class WideNetwork(CompactNetwork):
    """Full-width multi-task network; settings as those of the compact network inside."""

    #: grid of the tokens
    align = 16
    #: pixels of context that decide a pixel (checked by ``tests/model/test_wide.py``)
    halo = 64
    bytes_per_pixel = 2500

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.detector = LocalTSCD()
        self.despeckler = LocalDSDN(4 * DATE_CHANNELS + FLAGS)
        self.evidence = nn.Conv2d(CHANGE_WIDTH + EVIDENCE, CHANGE_WIDTH, 3, padding=1)
        self.change_correction = nn.Conv2d(CHANGE_WIDTH, 1, 3, padding=1)
        # full resolution by pixel shuffle: four pixels of a date's kernels and mixing from one position
        self.correction1 = conv(1, WIDTH, 4 * (2 * POSITIONS + MIXING))
        self.correction2 = conv(1, WIDTH, 2 * POSITIONS)
        self.correction4 = conv(1, WIDTH, 2 * POSITIONS)
        for head in (self.change_correction, self.correction1, self.correction2, self.correction4):
            nn.init.zeros_(head.weight)  # the start is the compact network's own answer
            nn.init.zeros_(head.bias)  # type: ignore[arg-type]

    def answer(
        self, dates: list[features.Prepared], strength: float | Tensor, wanted: tuple[bool, bool], training: bool = False
    ) -> tuple[list[Tensor | None], Tensor | None]:
        seen = features.compare(ops, dates)
        guess = None if len(dates) == 1 else self.change_logit(dates, seen)
        with torch.no_grad():  # the compact network's parameters are constants in training
            starts = [self.start(dates, seen, index, guess, strength, training) for index in range(len(dates))]
            starts = [start._replace(image=postprocess.postprocess(ops, start.image, start.own)) for start in starts]
        represented = [self._represent(start, seen, index) for index, start in enumerate(starts)]
        differences, logit = self._compare(represented, seen, guess)
        encoded = [self._encode(date, start) for date, start in zip(represented, starts)] if any(wanted) else []
        guide = None if logit is None else logit.detach()
        images: list[Tensor | None] = [None, None]
        for index, start in enumerate(starts):
            if wanted[index]:
                found = self.despeckler.despeckle(encoded[index], encoded[index - 1], F.avg_pool2d(differences, 2))
                images[index] = self._by_corrected_kernels(start, found, guide, strength, training)
        return images, logit

    def _by_corrected_kernels(
        self, start: compact.Start, found: Tensor, guide: Tensor | None, strength: float | Tensor, training: bool
    ) -> Tensor:
        """One date by corrected kernels; `found` are features (B, 64, H/2, W/2) of the published trunk."""
        levels = [found, self.correction2(found), self.correction4(F.avg_pool2d(found, 2))]
        mixing = start.mixing + self._fine(found, slice(4 * 2 * POSITIONS, None))
        logits_at = partial(self._corrected_logits, start.decoded, levels)
        image = compact.average(ops, start.own, start.reference, guide, logits_at, mixing, training)
        return self.postprocessed(start._replace(image=image), guide, strength, training)

    def _fine(self, found: Tensor, channels: slice) -> Tensor:
        """Kernels or mixing at full resolution, by these channels of `correction1`."""
        bias = self.correction1.bias
        assert bias is not None
        return F.pixel_shuffle(ops.conv(found, self.correction1.weight[channels], bias[channels]), 2)

    def probability(self, logit: Tensor) -> Tensor:
        return logit.sigmoid()

    def _corrected_logits(self, decoded: list[Tensor], levels: list[Tensor], index: int, rows: slice) -> Tensor:
        if index:
            correction = levels[index][:, :, rows]
        else:
            correction = self._fine(levels[0][:, :, rows.start // 2 : rows.stop // 2], slice(4 * 2 * POSITIONS))
        return self.kernel_logits(decoded, index, rows) + correction

    @staticmethod
    def _represent(start: compact.Start, seen: features.Compared, index: int) -> Tensor:
        """Seven channels of a date, (B, 7, H, W)."""
        own = start.own
        limited = torch.minimum(features.powers(ops, start.image), own.level * features.BRIGHT)
        guess = (limited / seen.level).clamp(features.DEEPEST, 2 * features.BRIGHT).log()
        return torch.cat([seen.logs[index] / 2, features.coherence(ops, own.image), own.mask, guess / 2 * own.mask], 1)

    def _compare(
        self, represented: list[Tensor], seen: features.Compared, guess: Tensor | None
    ) -> tuple[Tensor, Tensor | None]:
        """Change features (B, 32, H, W) and logit (B, 1, H, W); the same for both orders of the dates."""
        before, after = represented[0], represented[-1]
        if guess is None:
            return before.new_zeros(before.shape[0], CHANGE_WIDTH, *before.shape[-2:]), None
        differences = self.detector.difference(self.detector.features(before), self.detector.features(after))
        step = 2 * (after[:, 5:] - before[:, 5:])  # log-ratio of the estimates, VV and VH
        evidence = torch.cat([differences, step.abs(), step[:, :1] * step[:, 1:], seen.ratio.abs(), guess / 4], 1)
        return differences, guess + self.change_correction(F.relu(self.evidence(evidence)))

    def _encode(self, date: Tensor, start: compact.Start) -> Tensor:
        """Features of a date at half resolution."""
        has_c12, alone = start.own.image.shape[1] == 4, start.reference is None
        c12, single = (torch.full_like(start.strengths, float(flag)) for flag in (has_c12, alone))
        flags = torch.cat([c12, start.strengths, single], 1)
        seen = torch.cat([F.pixel_unshuffle(date, 2), F.avg_pool2d(flags, 2)], 1)
        return self.despeckler.Fea_extra(ops.for_convolution(seen))
