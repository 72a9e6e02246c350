"""``mtdn-compact``: one compact network for despeckled dates and the change between them, on PyTorch or NumPy.

Flow of one pass, in the order of the file:

1. *Preparation* (:mod:`mtdn_core.model.features`): scale, robust local level, what may be averaged.
2. *Change*: a small U-Net on features that are the same for both orders of the observations: so is its answer.
3. *Despeckling*, for each date that is wanted: a U-Net predicts, per scale, a 5 x 5 kernel over the own date and one
   over the reference (another date, or a temporal mean of many). The reference's weights are multiplied by the
   probability that nothing changed: the change task guides the despeckling task. Exchanging the dates exchanges the
   despeckled images and nothing else.
4. *Postprocessing* (:mod:`mtdn_core.model.postprocess`): power and points are those of the measurement.

A weighted mean of Hermitian positive semi-definite matrices with non-negative weights is positive semi-definite, scales
with its input, and leaves a constant image constant: a network that predicts weights cannot invent power.
Every operation is local (reach below :data:`HALO` pixels): a tile with that halo gives the scene's own answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from mtdn_core.model import backend_numpy, features, postprocess
from mtdn_core.model.card import ModelCard
from mtdn_core.model.interface import Estimate, Observation, Wanted
from mtdn_core.model.layers import CELL, Parameters, by_strips, convolution_shapes, local_mean, unet, unet_shapes

Array = Any

HALO = 64
POSITIONS, MARGIN = 25, 2  # positions of a 5 x 5 kernel, and pixels on each side of its centre
SCALES = (1, 2, 4)
# power of the probability that nothing changed: half a doubt is enough to take little from the reference; training
# with a power of 1 leaves the doubtful pixels their gradient
GATE, TRAINING_GATE = 3.0, 1.0
# by real truth of the training bursts: with so many dates in the reference, kernels as trained are this much too sharp, and
# their logits for the reference this much too low; with one date they are right
MANY_DATES, SHARPNESS, TRUST = 4, 0.75, 0.5
CHANGE_WINDOWS = (1, 3, 7, 13)  # pixels, of the means whose log-ratio the change network takes
# own and reference: two logs, coherence, mask, noise of each; log-ratio; C12, strength, single; dates; variance
DESPECKLING_CHANNELS = 2 * 5 + 2 + 3 + 2 * 2 + 1 + 2
# per window |log-ratio| of VV and VH and their product; joint log level; coherence; noise; dates; variance; mask; C12
CHANGE_CHANNELS = 3 * len(CHANGE_WINDOWS) + 2 + 2 + 2 + 1 + 2 + 1 + 1
FLAGS = 3


@dataclass(frozen=True)
class CompactSettings:
    #: channels, and residual blocks of the encoder, at full, half and quarter resolution
    widths: tuple[int, int, int] = (24, 48, 80)
    blocks: tuple[int, int, int] = (1, 2, 2)
    #: the same for the change network
    change_widths: tuple[int, int, int] = (16, 32, 48)
    change_blocks: tuple[int, int, int] = (1, 1, 1)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Name and shape of every parameter."""
        heads = {f"kernels.{index}": (2 * POSITIONS, width, 1) for index, width in enumerate(self.widths)}
        return {
            **unet_shapes("trunk", DESPECKLING_CHANNELS, self.widths, self.blocks),
            **convolution_shapes({**heads, "mixing": (len(SCALES) + 1, self.widths[0], 1)}),
            **unet_shapes("change.trunk", CHANGE_CHANNELS, self.change_widths, self.change_blocks),
            **convolution_shapes({"change.logit": (1, self.change_widths[0], 3)}),
        }


class Start(NamedTuple):
    """One date in the compact network."""

    own: features.Prepared
    reference: features.Prepared | None
    strengths: Array  # (B, 1, H, W), strength at every pixel
    decoded: list[Array]  # features at each scale
    mixing: Array  # (B, 4, H, W), logits of the shares of the scales and of the local mean
    image: Array  # (B, 2 or 4, H, W), weighted means before the postprocessing


class CompactModel:
    """The network on NumPy; on PyTorch it is :class:`mtdn_core.model.compact_torch.CompactNetwork`."""

    ops: Any = backend_numpy
    backend = backend_numpy.NAME
    notes: tuple[str, ...] = backend_numpy.NOTES  # what the log of a run says of this model
    #: tiles start at multiples of it: the pooling's grid
    align = CELL
    #: pixels of context that decide a pixel (checked by ``tests/model/test_compact.py``)
    halo = HALO
    bytes_per_pixel = 700
    card: ModelCard | None = None

    def __init__(self, parameters: Parameters) -> None:
        self._weights = parameters

    def weights(self) -> Parameters:
        return self._weights

    def estimate(
        self, first: Observation, second: Observation | None = None, *, wanted: Wanted = Wanted(),  # noqa: B008 (frozen)
        strength: float | None = None,
    ) -> Estimate:
        """Despeckle and detect change; see :meth:`mtdn_core.model.interface.Model.estimate`."""
        if strength is None:
            strength = self.card.default_strength if self.card is not None else 0.0
        height, width = first.image.shape[-2:]
        probability = None
        with self.ops.no_warnings():
            dates, scale = features.prepare_all(self.ops, [first] if second is None else [first, second], self.align)
            images, logit = self.answer(dates, strength, (wanted.first, wanted.second))
            one, two = (None if image is None else image[..., :height, :width] * (1 / scale) for image in images)
            if logit is not None and wanted.probability:
                probability = self.probability(logit[..., :height, :width])
        return Estimate(one, two, probability)

    def answer(
        self, dates: list[features.Prepared], strength: float | Array, wanted: tuple[bool, bool], training: bool = False
    ) -> tuple[list[Array | None], Array | None]:
        """Despeckled images of both dates, None where not wanted, and the logit of change, None without a second date.

        Images (B, 2 or 4, H, W) are of scaled power, 0 where not measured. The strength is 0 to 1; in training (B, 1, H, W), as
        :func:`mtdn_core.model.postprocess.strength_map` gives it.
        """
        seen = features.compare(self.ops, dates)
        logit = None if len(dates) == 1 else self.change_logit(dates, seen)
        # it guides the despeckling as a constant: only labels of change train it
        guide = None if logit is None else self.ops.constant(logit)
        images: list[Array | None] = [None, None]
        for index in range(len(dates)):
            if wanted[index]:
                start = self.start(dates, seen, index, guide, strength, training)
                start = start._replace(decoded=[], mixing=None)  # most of the memory, and needed no more
                images[index] = self.postprocessed(start, guide, strength, training)
        return images, logit

    def start(
        self, dates: list[features.Prepared], seen: features.Compared, index: int, guide: Array | None,
        strength: float | Array, training: bool,
    ) -> Start:
        """Weighted means of one of the dates, and what they were made by; see :meth:`answer`."""
        ops, parameters = self.ops, self.weights()
        own, reference = dates[index], None if guide is None else dates[1 - index]
        if training:
            strengths = strength
        elif strength > 0:
            strengths = postprocess.strength_map(ops, own, reference, strength)
        else:
            strengths = ops.full(own.mask.shape, 0.0, own.mask)
        decoded = unet(ops, parameters, "trunk", despeckling_features(ops, dates, seen, index, strengths))
        mixing = ops.conv_by_channel(decoded[0], parameters["mixing.weight"], parameters["mixing.bias"])
        image = average(ops, own, reference, guide, partial(self.kernel_logits, decoded), mixing, training)
        return Start(own, reference, strengths, decoded, mixing, image)

    def postprocessed(self, start: Start, guide: Array | None, strength: float | Array, training: bool) -> Array:
        """See :mod:`mtdn_core.model.postprocess`; only a strength that a user states smooths, none in training."""
        if training or strength <= 0:
            return postprocess.postprocess(self.ops, start.image, start.own)
        change = None if guide is None else self.probability(guide)
        return postprocess.postprocess(self.ops, start.image, start.own, start.strengths, change)

    def probability(self, logit: Array) -> Array:
        return self.ops.exp(self.ops.log_sigmoid(logit))

    def change_logit(self, dates: list[features.Prepared], seen: features.Compared) -> Array:
        """Logit of the probability of change, (B, 1, H, W); the same for both orders."""
        ops, parameters = self.ops, self.weights()
        decoded = unet(ops, parameters, "change.trunk", change_features(ops, dates, seen))
        return ops.by_channel(ops.conv(decoded[0], parameters["change.logit.weight"], parameters["change.logit.bias"]))

    def kernel_logits(self, decoded: list[Array], index: int, rows: slice) -> Array:
        """Logits of the kernel weights in rows of a scale, (B, 50, h, w): 25 for the own date, 25 for the reference."""
        weight, bias = (self.weights()[f"kernels.{index}.{leaf}"] for leaf in ("weight", "bias"))
        return self.ops.conv_by_channel(decoded[index][:, :, rows], weight, bias)


def change_features(ops: Any, dates: list[features.Prepared], seen: features.Compared) -> list[Array]:
    """Input of the change network: images with :data:`CHANGE_CHANNELS` channels in all."""
    one, two = dates
    found = []
    for size in CHANGE_WINDOWS:
        known = size == features.RATIO_WINDOW
        ratio = seen.ratio if known else features.log_ratio(ops, one, two, seen.level, size)
        found += [abs(ratio), ratio[:, :1] * ratio[:, 1:] * 0.5]
    found.append((seen.logs[0] + seen.logs[1]) * 0.25)
    coherences = [features.coherence(ops, date.image) for date in dates]
    difference = coherences[0] - coherences[1]
    sizes = [(c * c).sum(1, keepdims=True) for c in coherences]
    found += [(difference * difference).sum(1, keepdims=True), sizes[0] + sizes[1]]
    found.append(ops.log((seen.noise[0] + seen.noise[1]) * (0.5 / features.UNKNOWN_VARIANCE)) * 0.5)
    # variance of a difference of means over so many dates
    found.append(ops.log(1 / one.dates + 1 / two.dates) * 0.5)
    found.append(ops.sqrt(ops.clip(ops.maximum(one.variance, two.variance), 1e-6, 4.0)))
    both = one.mask * two.mask
    has_c12 = ops.full((len(both), 1, 1, 1), float(one.image.shape[1] == 4), both)
    return [ops.expand(image, both) for image in (*found, both, has_c12)]


def despeckling_features(
    ops: Any, dates: list[features.Prepared], seen: features.Compared, index: int, strengths: Array
) -> list[Array]:
    """Input of the despeckling network for one of the dates: images with :data:`DESPECKLING_CHANNELS` channels in all."""
    own, single = dates[index], len(dates) == 1
    order = [0, 0] if single else [index, 1 - index]
    found = [
        image for n in order
        for image in (seen.logs[n] * 0.5, features.coherence(ops, dates[n].image), dates[n].mask)
    ]
    noise = [ops.log(seen.noise[n] * (1 / features.UNKNOWN_VARIANCE)) * 0.5 for n in order]
    zero, has_c12, alone = (
        ops.full((len(own.mask), 1, 1, 1), float(value), own.mask) for value in (0, own.image.shape[1] == 4, single)
    )
    ratio = [zero, zero] if seen.ratio is None else [seen.ratio if index == 0 else -seen.ratio]
    other = dates[order[1]]
    count = zero if single else ops.log(other.dates) * (1 / math.log(8))
    variance = ops.sqrt(ops.clip(other.variance, 1e-6, 4.0))
    found += [*ratio, has_c12, strengths, alone, *noise, count, variance]
    return [ops.expand(image, own.mask) for image in found]


def average(
    ops: Any, own: features.Prepared, reference: features.Prepared | None, logit: Array | None,
    logits_at: Callable[[int, slice], Array], mixing: Array, training: bool = False,
) -> Array:
    """Weighted means over both observations: (B, 2 or 4, H, W).

    `logits_at` gives the kernel logits of a scale, by its index, in some rows; `mixing` (B, 4, H, W) are the logits of the
    shares of the three scales and of the local mean. `logit` is that of change. In `training` the weights are the network's
    own: no correction for a reference of many dates, and the plain probability that nothing changed.
    """
    unchanged = None if logit is None else (TRAINING_GATE if training else GATE) * ops.log_sigmoid(-logit)
    many = None  # 0 (the reference is one date) to 1 (it is the mean of MANY_DATES)
    if reference is not None and not training and bool((reference.dates > 1).any()):
        many = ops.clip(ops.log(reference.dates) * (1 / math.log(MANY_DATES)), 0.0, 1.0)
    shares = ops.softmax(mixing)
    both_sum = shares[:, 3:] * local_mean(ops, own.averaged, features.LEVEL_WINDOW)
    # of intensities alone there is no coherence, which is all that the own date's mean is for
    channels = both_sum.shape[1]
    own_sum = both_sum if own.image.shape[1] == 4 else None
    images = [own.averaged] if reference is None else [own.averaged, reference.averaged]
    for index, scale in enumerate(SCALES):
        pooled = [None if x is None else x if scale == 1 else ops.avg_pool(x, scale) for x in (*images, unchanged, many)]
        *maps, penalty, of_many = pooled
        padded = [ops.pad(image, *[MARGIN] * 4) for image in maps]
        filtered = partial(_filtered, ops, padded, penalty, of_many, partial(logits_at, index))
        means = by_strips(ops, maps[0], 2 * POSITIONS, 0, filtered)
        share = shares[:, index : index + 1]
        both_sum = both_sum + ops.upsample(means[:, :channels], scale) * share
        if own_sum is not None:
            own_sum = own_sum + ops.upsample(means[:, -channels:], scale) * share
    return postprocess.assemble(ops, own_sum, both_sum)


def _filtered(
    ops: Any, images: list[Array], penalty: Array | None, many: Array | None, logits_in: Callable[[slice], Array],
    top: int, bottom: int,
) -> Array:
    """Rows of the means over both observations and, of C2, behind them over the own one; `images` are padded."""
    logits = logits_in(slice(top, bottom))
    crops = [image[:, :, top : bottom + 2 * MARGIN] for image in images]
    if penalty is None:
        weights = ops.softmax(logits)  # both kernels lie over the one date
        return ops.kernel_filter(crops[0], weights[:, :POSITIONS] + weights[:, POSITIONS:])
    of_reference = logits[:, POSITIONS:]
    of_reference += penalty[:, :, top:bottom]
    if many is not None:
        share = many[:, :, top:bottom]
        of_reference += TRUST * share
        logits *= 1 - (1 - SHARPNESS) * share
    weights = ops.softmax(logits)
    mean = ops.kernel_filter(crops[0], weights[:, :POSITIONS])
    both = mean + ops.kernel_filter(crops[1], weights[:, POSITIONS:])
    return both if both.shape[1] == 3 else ops.concat([both, mean], 1)
