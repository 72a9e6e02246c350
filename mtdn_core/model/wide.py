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
from typing import Any, NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mtdn_core.model import backend_torch as ops
from mtdn_core.model import compact, features, postprocess
from mtdn_core.model.compact import FLAGS, POSITIONS
from mtdn_core.model.compact_torch import CompactNetwork
from mtdn_core.model.published.dsdn import WIDTH
from mtdn_core.model.published.tscd import WIDTH as CHANGE_WIDTH
from mtdn_core.model.wide_trunks import LocalDSDN, LocalTSCD

DATE_CHANNELS = 7
EVIDENCE = 6
MIXING = len(compact.SCALES) + 1


class _FirstEstimate(NamedTuple):
    """What the compact network gives for one date."""

    own: features.Prepared
    reference: features.Prepared | None
    strengths: Tensor
    decoded: list[Tensor]
    mixing: Tensor
    image: Tensor


class WideNetwork(CompactNetwork):
    """Full-width multi-task network; settings as those of the compact network inside."""

    #: grid of the tokens
    align = 16
    #: pixels of context that decide a pixel (checked by ``tests/model/test_wide.py``)
    halo = 64
    bytes_per_pixel = 3000

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.detector = LocalTSCD()
        self.despeckler = LocalDSDN(4 * DATE_CHANNELS + FLAGS)
        self.evidence = nn.Conv2d(CHANGE_WIDTH + EVIDENCE, CHANGE_WIDTH, 3, padding=1)
        self.change_correction = nn.Conv2d(CHANGE_WIDTH, 1, 3, padding=1)
        # full resolution by pixel shuffle: four pixels of a date's kernels and mixing from one position
        self.correction1 = nn.Conv2d(WIDTH, 4 * (2 * POSITIONS + MIXING), 1)
        self.correction2 = nn.Conv2d(WIDTH, 2 * POSITIONS, 1)
        self.correction4 = nn.Conv2d(WIDTH, 2 * POSITIONS, 1)
        for head in (self.change_correction, self.correction1, self.correction2, self.correction4):
            nn.init.zeros_(head.weight)  # the start is the compact network's own answer
            nn.init.zeros_(head.bias)  # type: ignore[arg-type]

    def answer(
        self, dates: list[features.Prepared], strength: float | Tensor, wanted: tuple[bool, bool], training: bool = False
    ) -> tuple[list[Tensor | None], Tensor | None]:
        """See :meth:`mtdn_core.model.compact.CompactModel.answer`."""
        guess = None if len(dates) == 1 else self.change_logit(dates[0], dates[1])
        pairs = zip(dates, [None] if guess is None else dates[::-1])
        starts = [self._first_estimate(own, reference, guess, strength, training) for own, reference in pairs]
        represented = [self._represent(start) for start in starts]
        differences, logit = self._compare(dates, represented, guess)
        encoded = [self._encode(date, start) for date, start in zip(represented, starts)]
        guide = None if logit is None else logit.detach()
        images: list[Tensor | None] = [None, None]
        for index, (own, reference, strengths, decoded, mixing, _) in enumerate(starts):
            if wanted[index]:
                more = self._kernel_corrections(encoded[index], encoded[index - 1], differences)
                logits_at = partial(self._corrected_logits, decoded, more)
                image = compact.average(ops, own, reference, guide, logits_at, mixing + more[3], training)
                images[index] = self.postprocess(image, own, logit, strength, strengths)
        return images, logit

    def probability(self, logit: Tensor) -> Tensor:
        """Return the probability of a logit."""
        return logit.sigmoid()

    def _corrected_logits(self, decoded: list[Tensor], corrections: list[Tensor], index: int) -> Tensor:
        return self.kernel_logits(decoded, index) + corrections[index]

    @torch.no_grad()
    def _first_estimate(
        self, own: features.Prepared, reference: features.Prepared | None, logit: Tensor | None, strength: float | Tensor,
        training: bool,
    ) -> _FirstEstimate:
        """The compact network's answer; its parameters are constants in training."""
        strengths = self.strengths(own, reference, strength)
        decoded, mixing = self.decode(own, reference, strengths)
        image = compact.average(ops, own, reference, logit, partial(self.kernel_logits, decoded), mixing, training)
        return _FirstEstimate(own, reference, strengths, decoded, mixing, postprocess.postprocess(ops, image, own))

    @staticmethod
    def _represent(start: _FirstEstimate) -> Tensor:
        """Seven channels of a date, (B, 7, H, W)."""
        own = start.own
        level = own.level if start.reference is None else features.joint_level(ops, own, start.reference)
        log = features.relative_log(ops, own, level)
        limited = torch.minimum(features.powers(ops, start.image), own.level * features.BRIGHT)
        guess = (limited / level).clamp(features.DEEPEST, 2 * features.BRIGHT).log()
        return torch.cat([log / 2, features.coherence(ops, own.image) * own.mask, own.mask, guess / 2 * own.mask], 1)

    def _compare(
        self, dates: list[features.Prepared], represented: list[Tensor], guess: Tensor | None
    ) -> tuple[Tensor, Tensor | None]:
        """Change features (B, 32, H, W) and logit (B, 1, H, W); the same for both orders of the dates."""
        before, after = represented[0], represented[-1]
        if guess is None:
            return before.new_zeros(before.shape[0], CHANGE_WIDTH, *before.shape[-2:]), None
        differences = self.detector.change_features(self.detector.features(before), self.detector.features(after))
        step = 2 * (after[:, 5:] - before[:, 5:])  # log-ratio of the estimates, VV and VH
        level = features.joint_level(ops, dates[0], dates[1])
        smooth = features.log_ratio(ops, dates[0], dates[1], level, 7).abs()
        evidence = torch.cat([differences, step.abs(), step[:, :1] * step[:, 1:], smooth, guess / 4], 1)
        return differences, guess + self.change_correction(F.relu(self.evidence(evidence)))

    def _encode(self, date: Tensor, start: _FirstEstimate) -> Tensor:
        """Features of a date at half resolution."""
        has_c12, alone = start.own.image.shape[1] == 4, start.reference is None
        c12, single = (torch.full_like(start.strengths, float(flag)) for flag in (has_c12, alone))
        flags = torch.cat([c12, start.strengths, single], 1)
        seen = torch.cat([F.pixel_unshuffle(date, 2), F.avg_pool2d(flags, 2)], 1)
        return self.despeckler.Fea_extra(ops.for_convolution(seen))

    def _kernel_corrections(self, own: Tensor, other: Tensor, differences: Tensor) -> list[Tensor]:
        """Kernels at scales 1, 2 and 4 (B, 50, h, w) and mixing (B, 4, H, W)."""
        found = self.despeckler.despeckle(own, other, F.avg_pool2d(differences, 2))
        fine = F.pixel_shuffle(self.correction1(found), 2)
        coarse = self.correction4(F.avg_pool2d(found, 2))
        return [fine[:, : 2 * POSITIONS], self.correction2(found), coarse, fine[:, 2 * POSITIONS :]]
