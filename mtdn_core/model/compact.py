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
from typing import TYPE_CHECKING, Any

from mtdn_core.model import backend_numpy, features, postprocess
from mtdn_core.model.interface import Estimate, Observation, Wanted
from mtdn_core.model.layers import CELL, Parameters, convolution_shapes, local_mean, unet, unet_shapes

if TYPE_CHECKING:
    from mtdn_core.model.card import ModelCard

Array = Any

HALO = 64
POSITIONS = 25  # positions of a 5 x 5 kernel
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
    """Sizes of the network."""

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


class CompactModel:
    """The network on NumPy; on PyTorch it is :class:`mtdn_core.model.compact_torch.CompactNetwork`."""

    ops: Any = backend_numpy
    #: tiles start at multiples of it: the pooling's grid
    align = CELL
    #: pixels of context that decide a pixel (checked by ``tests/model/test_compact.py``)
    halo = HALO
    bytes_per_pixel = 1700
    card: ModelCard | None = None

    def __init__(self, parameters: Parameters) -> None:
        self._weights = parameters

    @property
    def backend(self) -> str:
        """Name of the backend."""
        return self.ops.NAME

    @property
    def notes(self) -> tuple[str, ...]:
        """What the log of a run says of this model."""
        return self.ops.NOTES

    def weights(self) -> Parameters:
        """Return the trained parameters by name."""
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
        logit = None if len(dates) == 1 else self.change_logit(dates[0], dates[1])
        # it guides the despeckling as a constant: only labels of change train it
        guide = None if logit is None else self.ops.constant(logit)
        images: list[Array | None] = [None, None]
        for index, own in enumerate(dates):
            if wanted[index]:
                reference = None if logit is None else dates[1 - index]
                strengths = self.strengths(own, reference, strength)
                decoded, mixing = self.decode(own, reference, strengths)
                image = average(self.ops, own, reference, guide, partial(self.kernel_logits, decoded), mixing, training)
                images[index] = self.postprocess(image, own, guide, strength, strengths)
        return images, logit

    def probability(self, logit: Array) -> Array:
        """Return the probability of a logit."""
        return self.ops.exp(self.ops.log_sigmoid(logit))

    def change_logit(self, one: features.Prepared, two: features.Prepared) -> Array:
        """Logit of the probability of change, (B, 1, H, W); the same for both orders."""
        ops, parameters = self.ops, self.weights()
        decoded = unet(ops, parameters, "change.trunk", change_features(ops, one, two))
        return ops.by_channel(ops.conv(decoded[0], parameters["change.logit.weight"], parameters["change.logit.bias"]))

    def strengths(self, own: features.Prepared, reference: features.Prepared | None, strength: float | Array) -> Array:
        """Strength at every pixel, (B, 1, H, W)."""
        if not isinstance(strength, (int, float)):
            return strength
        if strength > 0:
            return postprocess.strength_map(self.ops, own, reference, float(strength))
        return self.ops.full(own.mask.shape, 0.0, own.mask)

    def decode(
        self, own: features.Prepared, reference: features.Prepared | None, strengths: Array
    ) -> tuple[list[Array], Array]:
        """Features of the despeckling network at each scale, and logits of the mixing, (B, 4, H, W)."""
        ops, parameters = self.ops, self.weights()
        decoded = unet(ops, parameters, "trunk", despeckling_features(ops, own, reference, strengths))
        return decoded, ops.conv_by_channel(decoded[0], parameters["mixing.weight"], parameters["mixing.bias"])

    def kernel_logits(self, decoded: list[Array], index: int) -> Array:
        """Logits of the kernel weights at a scale, (B, 50, h, w): 25 for the own date, 25 for the reference."""
        weight, bias = (self.weights()[f"kernels.{index}.{leaf}"] for leaf in ("weight", "bias"))
        return self.ops.conv_by_channel(decoded[index], weight, bias)

    def postprocess(
        self, image: Array, own: features.Prepared, logit: Array | None, strength: float | Array, strengths: Array
    ) -> Array:
        """See :mod:`mtdn_core.model.postprocess`; only a strength that a user states smooths, none in training."""
        if not isinstance(strength, (int, float)) or strength <= 0:
            return postprocess.postprocess(self.ops, image, own)
        change = None if logit is None else self.probability(logit)
        return postprocess.postprocess(self.ops, image, own, strengths, change)


def change_features(ops: Any, one: features.Prepared, two: features.Prepared) -> Array:
    """Input of the change network, (B, :data:`CHANGE_CHANNELS`, H, W)."""
    level = features.joint_level(ops, one, two)
    logs = [features.relative_log(ops, date, level) for date in (one, two)]
    found = []
    for size in CHANGE_WINDOWS:
        ratio = features.log_ratio(ops, one, two, level, size)
        found += [abs(ratio), ratio[:, :1] * ratio[:, 1:] * 0.5]
    found.append((logs[0] + logs[1]) * 0.25)
    coherences = [features.coherence(ops, date.image) for date in (one, two)]
    difference = coherences[0] - coherences[1]
    sizes = [(c * c).sum(1, keepdims=True) for c in coherences]
    found += [(difference * difference).sum(1, keepdims=True), sizes[0] + sizes[1]]
    noise = features.noise_variance(ops, logs[0], one.mask) + features.noise_variance(ops, logs[1], two.mask)
    found.append(ops.log(noise * (0.5 / features.UNKNOWN_VARIANCE)) * 0.5)
    # variance of a difference of means over so many dates
    found.append(ops.log(1 / one.dates + 1 / two.dates) * 0.5)
    found.append(ops.sqrt(ops.clip(ops.maximum(one.variance, two.variance), 1e-6, 4.0)))
    both = one.mask * two.mask
    has_c12 = ops.full(both.shape, float(one.image.shape[1] == 4), both)
    return ops.concat([*found, both, has_c12], 1)


def despeckling_features(
    ops: Any, own: features.Prepared, reference: features.Prepared | None, strengths: Array
) -> Array:
    """Input of the despeckling network, (B, :data:`DESPECKLING_CHANNELS`, H, W)."""
    single = reference is None
    other = own if reference is None else reference
    level = own.level if single else features.joint_level(ops, own, other)
    found, noise = [], []
    for date in (own,) if single else (own, other):
        log = features.relative_log(ops, date, level)
        found.append(ops.concat([log * 0.5, features.coherence(ops, date.image) * date.mask, date.mask], 1))
        variance = features.noise_variance(ops, log, date.mask)
        noise.append(ops.log(variance * (1 / features.UNKNOWN_VARIANCE)) * 0.5)
    if single:
        found, noise = found * 2, noise * 2
        ratio = own.level * 0.0
    else:
        ratio = features.log_ratio(ops, own, other, level, 7)
    shape = own.mask.shape
    flags = [ops.full(shape, float(value), own.mask) for value in (own.image.shape[1] == 4, single)]
    dates = ops.log(other.dates) * (1 / math.log(8)) if not single else own.mask * 0.0
    variance = ops.sqrt(ops.clip(other.variance, 1e-6, 4.0))
    return ops.concat([*found, ratio, flags[0], strengths, flags[1], *noise, dates, variance], 1)


def average(
    ops: Any, own: features.Prepared, reference: features.Prepared | None, logit: Array | None,
    logits_at: Callable[[int], Array], mixing: Array, training: bool = False,
) -> Array:
    """Weighted means over both observations: (B, 2 or 4, H, W).

    `logits_at` gives the kernel logits of a scale by its index; `mixing` (B, 4, H, W) are the logits of the shares of the three
    scales and of the local mean. `logit` is that of change. In `training` the weights are the network's own: no
    correction for a reference of many dates, and the plain probability that nothing changed.
    """
    unchanged = None if logit is None else (TRAINING_GATE if training else GATE) * ops.log_sigmoid(-logit)
    many = None  # 0 (the reference is one date) to 1 (it is the mean of MANY_DATES)
    if reference is not None and not training and bool((reference.dates > 1).any()):
        many = ops.clip(ops.log(reference.dates) * (1 / math.log(MANY_DATES)), 0.0, 1.0)
    shares = ops.softmax(mixing)
    both_sum = shares[:, 3:] * local_mean(ops, own.averaged, features.LEVEL_WINDOW)
    # of intensities alone there is no coherence, which is all that the own date's mean is for
    own_sum = both_sum if own.image.shape[1] == 4 else None
    for index, scale in enumerate(SCALES):
        logits = logits_at(index)
        image = _pooled(ops, own.averaged, scale)
        if reference is None:
            weights = ops.softmax(logits)  # both kernels lie over the one date
            mean = both = ops.kernel_filter(image, weights[:, :POSITIONS] + weights[:, POSITIONS:])
        else:
            other = _pooled(ops, reference.averaged, scale)
            of_reference = logits[:, POSITIONS:]
            of_reference += _pooled(ops, unchanged, scale)
            if many is not None:
                share_of_many = _pooled(ops, many, scale)
                of_reference += TRUST * share_of_many
                logits *= 1 - (1 - SHARPNESS) * share_of_many
            weights = ops.softmax(logits)
            mean = ops.kernel_filter(image, weights[:, :POSITIONS])
            both = mean + ops.kernel_filter(other, weights[:, POSITIONS:])
        share = shares[:, index : index + 1]
        both_sum = both_sum + ops.upsample(both, scale) * share
        if own_sum is not None:
            own_sum = own_sum + ops.upsample(mean, scale) * share
    return postprocess.assemble(ops, own_sum, both_sum)


def _pooled(ops: Any, x: Array, scale: int) -> Array:
    """Means of cells, at full resolution the argument itself."""
    return x if scale == 1 else ops.avg_pool(x, scale)
