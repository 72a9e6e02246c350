"""``mtdn``: the published trunks, guided by the compact network and predicting averaging kernels.

Flow of one pass, in the order of the file:

1. *First estimate*: the compact network (:mod:`mtdn_core.model.compact`) gives kernels, change logits and two despeckled
   dates.
2. *Representation*: seven channels per date, as published, but free of scale: logarithms of the measured and of the
   estimated intensities less that of their local mean, the sample coherence, the mask.
3. *Change*: the published change trunk compares the dates; its features correct the change logits.
4. *Despeckling*: the published despeckling trunk reads a date at half resolution, with the help of the other date and
   of the change features, and corrects the kernels. Averages, gate and closing steps are those of the compact network,
   and so are their guarantees: C2 stays positive semi-definite, level and points are kept, scale does not matter.

Every operation is local: a tile with a halo of :attr:`WideNetwork.halo` pixels gives the scene's own answer.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mtdn_core.model.channels import ESTIMATED_POWERS, MASK, POWERS
from mtdn_core.model.closing import FLOOR
from mtdn_core.model.compact import TAPS, CompactNetwork
from mtdn_core.model.published.blocks import WIDTH
from mtdn_core.model.published.transformer import WIDTH as CHANGE_WIDTH
from mtdn_core.model.representation import LOG_RANGE
from mtdn_core.model.wide_trunks import LocalDSDN, LocalTSCD

OWN_CHANNELS = 5  # of a date in the compact network's input: log C11, log C22, Re and Im of coherence, mask
DATE_CHANNELS = OWN_CHANNELS + 2
FLAGS = 3
EVIDENCE = 6
MIXING = 6  # per date: share of three scales and of the local mean, gain of VV and VH


class _Start(NamedTuple):
    """Answer of the compact network, and the input of the trunks."""

    features: Tensor
    masked: tuple[Tensor, Tensor]
    local: tuple[Tensor, Tensor]
    decoded: list[Tensor]
    mixing: Tensor
    logits: Tensor
    dates: list[Tensor]


class WideNetwork(CompactNetwork):
    """Full-width multi-task network.

    Parameters
    ----------
    **compact
        Settings of the compact network inside (:class:`mtdn_core.model.compact.CompactNetwork`).
    """

    #: grid of the tokens
    align = 16
    #: pixels of context that decide a pixel (proved by ``tests/model/test_wide.py``)
    halo = 80
    bytes_per_pixel = 3000

    def __init__(self, **compact: Any) -> None:
        super().__init__(**compact)
        self.detector = LocalTSCD()
        self.despeckler = LocalDSDN(4 * DATE_CHANNELS + FLAGS)
        self.evidence = nn.Conv2d(CHANGE_WIDTH + EVIDENCE, CHANGE_WIDTH, 3, padding=1)
        self.change_correction = nn.Conv2d(CHANGE_WIDTH, 2, 3, padding=1)
        # full resolution by pixel shuffle: four pixels of a date's kernels and mixing from one position
        self.correction1 = nn.Conv2d(WIDTH, 4 * (2 * TAPS + MIXING), 1)
        self.correction2 = nn.Conv2d(WIDTH, 2 * TAPS, 1)
        self.correction4 = nn.Conv2d(WIDTH, 2 * TAPS, 1)
        for head in (self.change_correction, self.correction1, self.correction2, self.correction4):
            nn.init.zeros_(head.weight)  # the start is the compact network's own answer
            nn.init.zeros_(head.bias)  # type: ignore[arg-type]

    def predict(
        self,
        c2: tuple[Tensor, Tensor],
        valid: tuple[Tensor, Tensor],
        has_c12: Tensor,
        strength: Tensor,
        single: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Both dates (B, 4, H, W) and change logits (B, 2, H, W); H and W multiples of 16, flags (B, 1, 1, 1)."""
        start = self._first_estimate(c2, valid, has_c12, strength, single)
        differences, logits = self._compare(start)
        flags = [flag.expand(-1, -1, *logits.shape[-2:]) for flag in (has_c12, strength, single)]
        corrections = self._kernel_corrections(start.dates, differences, torch.cat(flags, 1))
        mixing = start.mixing + torch.cat([c[3] for c in corrections], 1)

        def taps(index: int, date: int) -> Tensor:
            return self.taps(start.decoded, index, date) + corrections[date][index]

        one, two = self.average(start.masked, start.local, taps, logits, mixing)
        return one, two, logits

    def detect(
        self,
        c2: tuple[Tensor, Tensor],
        valid: tuple[Tensor, Tensor],
        has_c12: Tensor,
        strength: Tensor,
        single: Tensor,
    ) -> Tensor:
        """Change logits alone; arguments and shape as in :meth:`predict`."""
        return self._compare(self._first_estimate(c2, valid, has_c12, strength, single))[1]

    def _first_estimate(
        self,
        c2: tuple[Tensor, Tensor],
        valid: tuple[Tensor, Tensor],
        has_c12: Tensor,
        strength: Tensor,
        single: Tensor,
    ) -> _Start:
        """What the compact network says."""
        features, masked, local = self.represent(c2, valid, has_c12, strength, single)
        with torch.set_grad_enabled(torch.is_grad_enabled() and self.mixing.weight.requires_grad):
            decoded = self.trunk(features)
            logits, mixing = self.change(decoded[0]), self.mixing(decoded[0])
            guess = self.average(masked, local, partial(self.taps, decoded), logits, mixing)
        return _Start(features, masked, local, decoded, mixing, logits, self._dates(features, guess, local))

    def _compare(self, start: _Start) -> tuple[Tensor, Tensor]:
        """Change features (B, 32, H, W) and logits (B, 2, H, W); the same for both orders of the dates."""
        before, after = start.dates
        if after is before:  # nothing differs
            differences = before.new_zeros(before.shape[0], CHANGE_WIDTH, *before.shape[-2:])
        else:
            differences = self.detector.change_features(self.detector.features(before), self.detector.features(after))
        step = 2 * (after[:, OWN_CHANNELS:] - before[:, OWN_CHANNELS:])  # log ratio of the estimates, VV and VH
        smooth = start.features[:, 2 * OWN_CHANNELS : 2 * OWN_CHANNELS + 2].abs()
        first_guess = (start.logits[:, 1:] - start.logits[:, :1]) / 4
        evidence = torch.cat([differences, step.abs(), step[:, :1] * step[:, 1:], smooth, first_guess], 1)
        return differences, start.logits + self.change_correction(F.relu(self.evidence(evidence)))

    @staticmethod
    def _dates(features: Tensor, guess: list[Tensor], local: tuple[Tensor, Tensor]) -> list[Tensor]:
        """Seven channels of each date, (B, 7, H, W); the same tensor twice of one date alone."""
        pooled = local[0] + local[1]
        level = pooled[:, POWERS] / pooled[:, MASK].clamp_min(1e-6)
        dates: list[Tensor] = []
        for index, estimate in enumerate(guess):
            if index and estimate is guess[0]:
                return dates * 2
            own = features[:, index * OWN_CHANNELS : (index + 1) * OWN_CHANNELS]
            ratio = estimate[:, ESTIMATED_POWERS].clamp_min(FLOOR) / level.clamp_min(FLOOR)
            log = ratio.clamp(torch.e**-LOG_RANGE, torch.e**LOG_RANGE).log() / 2
            dates.append(torch.cat([own, log * own[:, 4:]], 1))
        return dates

    def _kernel_corrections(self, dates: list[Tensor], differences: Tensor, flags: Tensor) -> list[tuple[Tensor, ...]]:
        """Per date: kernels at scales 1, 2 and 4 (B, 50, h, w) and mixing (B, 6, H, W)."""
        small, context = F.avg_pool2d(differences, 2), F.avg_pool2d(flags, 2)
        alone = dates[1] is dates[0]
        encoded = [
            self.despeckler.Fea_extra(torch.cat([F.pixel_unshuffle(date, 2), context], 1))
            for date in dates[: 1 if alone else 2]
        ]
        corrections: list[tuple[Tensor, ...]] = []
        for own, other in zip(encoded, reversed(encoded)):
            found = self.despeckler.despeckle(own, other, small)
            fine = F.pixel_shuffle(self.correction1(found), 2)
            coarse = self.correction4(F.avg_pool2d(found, 2))
            corrections.append((fine[:, : 2 * TAPS], self.correction2(found), coarse, fine[:, 2 * TAPS :]))
        return corrections * 2 if alone else corrections
