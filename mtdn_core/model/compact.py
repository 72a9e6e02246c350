"""``mtdn-lite``: one compact network for two despeckled dates and the change between them.

Flow of one pass, in the order of the file:

1. *Representation* (:mod:`mtdn_core.model.representation`): logarithms of C11 and C22 less the log of their
   local mean, the sample coherence, a smoothed log-ratio of the dates, the level of the noise. Multiplying the input by
   a constant changes none of them.
2. *Trunk* (:class:`mtdn_core.model.unet.Trunk`): a U-Net over three scales, shared by all tasks.
3. *Change*: two logits per pixel.
4. *Despeckling*: per date and scale, a 5 x 5 kernel over the own date and one over the other date. The other date's
   weights are multiplied by the probability that nothing changed: the change task guides the despeckling task.
5. *Closing* (:mod:`mtdn_core.model.closing`): points and level are those of the measurement, by construction.
6. *Strength* (:mod:`mtdn_core.model.strength`): where the ground is even, the rest is averaged too.

Every operation is local (reach below :attr:`CompactNetwork.halo` pixels): a tile with that halo gives the scene's own answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mtdn_core.model.channels import stack, with_c12, without_c12
from mtdn_core.model.closing import assemble, close
from mtdn_core.model.interface import Estimate, MTDNOutput, Observation, Wanted
from mtdn_core.model.kernels import kernel_filter, upsample
from mtdn_core.model.noise import LAGS
from mtdn_core.model.representation import INPUT_CHANNELS, MCHI_CHANNELS, Represented, represent
from mtdn_core.model.strength import smooth_even_ground, smoothing_share, strength_map
from mtdn_core.model.unet import Trunk

if TYPE_CHECKING:
    from mtdn_core.model.card import ModelCard

KERNEL = 5
TAPS = KERNEL * KERNEL
SCALES = (1, 2, 4)
# power of the probability that nothing changed: half a doubt is enough to take little from the other date; training
# with a power of 1 leaves the doubtful ground its gradient
GATE = 3.0


class CompactNetwork(nn.Module):
    """Compact multi-task network; a drop-in for the published one.

    Parameters
    ----------
    widths
        Channels at full, half and quarter resolution.
    blocks
        Residual blocks of the encoder at each resolution.
    gate
        Multiply the other date's kernel weights by the probability that nothing changed.
    mchi
        Take the m-chi powers of the 3 x 3 mean as further input (6 channels on top of 15).
    noise
        Take the estimated variance of speckle as further input (2 channels, :mod:`mtdn_core.model.noise`).
    """

    #: grid of the pooling: tiles start at multiples of it
    align = 4
    #: pixels of context that decide a pixel (proved by ``tests/model/test_compact.py``)
    halo = 56
    bytes_per_pixel = 2200
    backend = "torch"

    def __init__(
        self,
        widths: tuple[int, int, int] = (24, 48, 80),
        blocks: tuple[int, int, int] = (1, 2, 2),
        gate: bool = True,
        mchi: bool = False,
        noise: bool = False,
    ) -> None:
        super().__init__()
        self.card: ModelCard | None = None
        self.gate, self.mchi, self.noise = gate, mchi, noise
        channels = INPUT_CHANNELS + (MCHI_CHANNELS if mchi else 0) + (len(LAGS) if noise else 0)
        self.trunk = Trunk(tuple(widths), tuple(blocks), channels)  # type: ignore[arg-type]
        self.change = nn.Conv2d(widths[0], 2, 3, padding=1)
        # per scale: 2 dates x (own kernel, other kernel)
        self.kernels = nn.ModuleList(nn.Conv2d(w, 4 * TAPS, 1) for w in widths)
        # per date: share of each scale and of the local mean, gain of VV and VH
        self.mixing = nn.Conv2d(widths[0], 2 * (len(SCALES) + 1 + 2), 1)
        self._start_near_identity()

    def _start_near_identity(self) -> None:
        for head in [*self.kernels, self.mixing, self.change]:
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
        with torch.no_grad():
            for date in range(2):
                finest = cast(nn.Conv2d, self.kernels[0])
                cast(Tensor, finest.bias)[(2 * date) * TAPS + TAPS // 2] = 2.0

    # -- one pass -------------------------------------------------------------------------------------------------

    def represent(
        self, c2: tuple[Tensor, Tensor], valid: tuple[Tensor, Tensor], has_c12: Tensor, strength: Tensor, single: Tensor
    ) -> Represented:
        """Scale-free network input, masked data and local means."""
        return represent(c2, valid, has_c12, strength, single, mchi=self.mchi, noise=self.noise)

    def predict(
        self,
        c2: tuple[Tensor, Tensor],
        valid: tuple[Tensor, Tensor],
        has_c12: Tensor,
        strength: Tensor,
        single: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Both dates as C2 or intensities, like `c2`, and change logits (B, 2, H, W).

        H and W are multiples of 4, flags (B, 1, 1, 1) or (B, 1, H, W). The same tensor as both dates is despeckled
        once.
        """
        features, masked, local = self.represent(c2, valid, has_c12, strength, single)
        # the kernels' softmax wants each channel in one piece, whatever order suits the trunk
        decoded = [part.contiguous() for part in self.trunk(features)]
        del features  # a tile's peak of memory is what limits its size
        logits = self.change(decoded[0])
        one, two = self.average(masked, local, partial(self.taps, decoded), logits, self.mixing(decoded[0]))
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
        features, _, _ = self.represent(c2, valid, has_c12, strength, single)
        logits: Tensor = self.change(self.trunk(features)[0])
        return logits

    def taps(self, decoded: list[Tensor], index: int, date: int) -> Tensor:
        """Logarithms, up to a constant, of a date's kernel weights at a scale, (B, 50, h, w): 25 for the own date, 25
        for the other. One date at a time, because they are the largest thing in memory.
        """
        head = cast(nn.Conv2d, self.kernels[index])
        part = slice(2 * date * TAPS, 2 * (date + 1) * TAPS)
        return F.conv2d(decoded[index], head.weight[part], cast(Tensor, head.bias)[part])

    def gated(self, taps: Tensor, unchanged: Tensor) -> Tensor:
        """Kernel weights (B, 50, h, w), which sum to 1, from :meth:`taps`, which is overwritten.

        The other date's weights are multiplied by the probability that nothing changed to the power of :data:`GATE`
        (in training 1), given as its logarithm (B, 1, h, w).
        """
        if self.gate:
            taps[:, TAPS:] += unchanged
        return taps.softmax(1)

    def average(
        self,
        masked: tuple[Tensor, Tensor],
        local: tuple[Tensor, Tensor],
        taps: Callable[[int, int], Tensor],
        logits: Tensor,
        mixing: Tensor,
    ) -> list[Tensor]:
        """Both despeckled dates; `taps` is called with the index of a scale and of a date."""
        unchanged = (1.0 if self.training else GATE) * F.logsigmoid(logits[:, :1] - logits[:, 1:])
        outputs: list[Tensor] = []
        for date in range(2):
            if date and masked[1] is masked[0]:
                return outputs * 2
            share = mixing[:, date * 6 : date * 6 + 4].softmax(1)
            both_sum = share[:, 3:] * local[date]
            # of intensities alone there is no coherence, which is all that the own date's mean is for
            own_sum = both_sum if both_sum.shape[1] == 5 else None
            for index, scale in enumerate(SCALES):
                own_date, other_date, penalty = (
                    F.avg_pool2d(image, scale) if scale > 1 else image
                    for image in (masked[date], masked[1 - date], unchanged)
                )
                own, other = self.gated(taps(index, date), penalty).chunk(2, 1)
                mean = kernel_filter(own_date, own)
                both = mean + kernel_filter(other_date, other)
                del own, other  # before the next kernels come
                part = share[:, index : index + 1]
                both_sum = both_sum + upsample(both, scale) * part
                if own_sum is not None:
                    own_sum = own_sum + upsample(mean, scale) * part
            gain = torch.exp(0.3 * torch.tanh(mixing[:, date * 6 + 4 : date * 6 + 6]))
            outputs.append(close(assemble(own_sum, both_sum, gain), masked[date]))
        return outputs

    # -- the interface every model offers -------------------------------------------------------------------------

    def _padded(
        self, c2_1: Tensor, c2_2: Tensor, valid_1: Tensor, valid_2: Tensor, has_c12: bool, strength: float, single: bool
    ) -> tuple[Tensor, Tensor, Tensor]:
        height, width = c2_1.shape[-2:]
        pad = (0, -width % self.align, 0, -height % self.align)  # right and below: the grid's origin stays
        dates = [(c2_1, valid_1)] if single else [(c2_1, valid_1), (c2_2, valid_2)]
        padded = [(F.pad(c2 if has_c12 else without_c12(c2), pad), F.pad(valid, pad)) for c2, valid in dates]
        images, masks = (padded[0][0], padded[-1][0]), (padded[0][1], padded[-1][1])

        def flag(value: float) -> Tensor:
            return torch.full((c2_1.shape[0], 1, 1, 1), float(value), dtype=c2_1.dtype, device=c2_1.device)

        stacked = [stack(image, mask) for image, mask in padded]
        spread = strength_map((stacked[0], stacked[-1]), flag(strength), flag(single))
        one, two, logits = self.predict(images, masks, flag(has_c12), spread, flag(single))
        share = smoothing_share(spread, logits.softmax(1)[:, 1:])
        smooth = [with_c12(smooth_even_ground(date, mask, share)) for date, (_, mask) in zip((one, two), padded)]
        one, two, logits = (image[..., :height, :width] for image in (smooth[0], smooth[-1], logits))
        return one, two, logits

    def estimate(
        self,
        first: Observation,
        second: Observation | None = None,
        *,
        wanted: Wanted = Wanted(),  # noqa: B008 (frozen)
        strength: float | None = None,
    ) -> Estimate:
        """Despeckle and detect change; see :meth:`mtdn_core.model.interface.Model.estimate`."""
        if strength is None:
            strength = self.card.default_strength if self.card is not None else 1.0
        other = first if second is None else second
        has_c12 = first.image.shape[1] == 4
        images = [image if has_c12 else with_c12(image) for image in (first.image, other.image)]
        one, two, logits = self._padded(
            images[0], images[0] if second is None else images[1], first.valid, other.valid, has_c12, strength,
            second is None,
        )  # fmt: skip
        one, two = (image if has_c12 else without_c12(image) for image in (one, two))
        return Estimate(
            one if wanted.first else None,
            two if wanted.second and second is not None else None,
            logits.softmax(1)[:, 1:] if wanted.probability and second is not None else None,
        )

    def forward(self, date1: Tensor, date2: Tensor) -> MTDNOutput:
        """Call with the published seven channels; see :class:`mtdn_core.model.interface.MTDNOutput`.

        The m-chi channels of the input are functions of its C2 and are not read; those of the output are computed from
        the despeckled C2 of date 1.
        """
        from mtdn_core.polarimetry.c2 import c2_to_published, published_to_c2

        c2_1, c2_2 = published_to_c2(date1), published_to_c2(date2)
        valid = torch.ones_like(c2_1[:, :1], dtype=torch.bool)
        has_c12 = bool((c2_1[:, 1:3] != 0).any())
        strength = self.card.default_strength if self.card is not None else 1.0
        one, _, logits = self._padded(c2_1, c2_2, valid, valid, has_c12, strength, date2 is date1)
        return MTDNOutput(c2_to_published(one, clip=None), logits)
