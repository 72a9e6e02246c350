"""Filters and change detectors that a trained model is measured against, and their names in the tables.

Images are (2, H, W), VV and VH in linear power, everywhere measured. Sources: Lee, "Digital image enhancement and noise
filtering by use of local statistics", IEEE TPAMI 1980; Buades, Coll and Morel, "A non-local algorithm for image denoising",
CVPR 2005; Quegan and Yu, "Filtering of multichannel SAR images", IEEE TGRS 2001; Deledalle, Denis, Tabti and Tupin, "MuLoG,
or how to apply Gaussian denoisers to multi-channel SAR speckle reduction?", IEEE TIP 2017; Zhao, Deledalle, Denis and Tupin,
"Ratio-based multitemporal SAR images denoising: RABASAR", IEEE TGRS 2019; Dalsasso, Denis and Tupin, "SAR2SAR: a
semi-supervised despeckling algorithm for SAR images", IEEE JSTARS 2021.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from importlib import import_module, util
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.special import polygamma, psi
from skimage.restoration import denoise_nl_means, denoise_tv_chambolle

from mtdn_core.evaluation.metrics import box_mean
from mtdn_core.model.published.checkpoint import numpy_scalars

Array = NDArray[np.float64]
#: first and second derivative of the negative log-likelihood by the logarithm sought, (2, H, W) each
Derivatives = Callable[[Array], tuple[Array, Array]]

ITERATIONS = 6  # of ADMM, as published
NEWTON_STEPS = 10  # of its data term, as published
#: looks of VV and VH, and the weight of the total variation; the best of 20 (MuLoG) and 12 combinations on training bursts
LOOKS = (8.0, 7.0)
WEIGHT, RATIO_WEIGHT = 0.6, 0.9
MULTIPLE = 32  # of the sizes of SAR2SAR, whose network halves its input five times
SCALE = 2000.0  # from gamma0 amplitude to the numbers it was trained on; the best of four tried on the training bursts


def lee(image: Array, size: int = 7, looks: float = 8.0) -> Array:
    """Lee's filter with the coefficient of variation of `looks` looks."""
    mean = box_mean(image, size)
    variance = np.maximum(box_mean(image**2, size) - mean**2, 1e-30)
    weight = np.clip((variance - mean**2 / looks) / (variance * (1 + 1 / looks)), 0, 1)
    return np.asarray(mean + weight * (image - mean))


def nl_means(image: Array, looks: float = 8.0, strength: float = 0.9) -> Array:
    """Non-local means of the log intensities (scikit-image), the level restored.

    `strength` is in units of the deviation of log speckle, chosen on training bursts by real truth.
    """
    sigma = float(np.sqrt(1 / looks + 1 / (2 * looks**2) + 1 / (6 * looks**3)))  # of the log of a gamma variable
    out = np.empty_like(image)
    for index, channel in enumerate(image):
        log = np.log(np.maximum(channel, 1e-10))
        smooth = np.exp(denoise_nl_means(log, patch_size=5, patch_distance=11, h=strength * sigma, sigma=0.0))
        out[index] = smooth * (channel / smooth).mean()
    return out


def quegan(stack: Array, date: int, size: int = 7) -> Array:
    """Multitemporal filter of Quegan and Yu: local mean of a date times the mean of all normalised dates.

    `stack` is (dates, 2, H, W), `date` the place in it of the date to filter.
    """
    means = box_mean(stack, size)
    return np.asarray(means[date] * (stack / means).mean(0))


def mulog(image: Array, looks: tuple[float, float] = LOOKS, weight: float = WEIGHT) -> Array:
    """MuLoG, written from the publication: the logarithm of the covariance matrix by ADMM, with total variation as prior.

    VV and VH without C12 are a diagonal matrix, whose logarithm is that of the two intensities.
    """
    count = np.array(looks)[:, None, None]
    log = np.log(np.maximum(image, 1e-6))

    def gamma(x: Array) -> tuple[Array, Array]:
        ratio = count * np.exp(log - x)
        return count - ratio, ratio

    return np.exp(_admm(log - _bias(count), polygamma(1, count), gamma, weight))


def rabasar(stack: Array, date: int, looks: tuple[float, float] = LOOKS) -> Array:
    """RABASAR of one date of (dates, 2, H, W), written from the publication.

    The temporal mean is despeckled, and the ratio of the date to it under Fisher's distribution; the result is the product.
    """
    count, of_mean = (np.array(looks)[:, None, None] * n for n in (1.0, float(len(stack))))
    mean = mulog(stack.mean(0), tuple(of_mean.ravel()), RATIO_WEIGHT)
    log = np.log(np.maximum(stack[date], 1e-6) / mean)

    def fisher(x: Array) -> tuple[Array, Array]:
        ratio = np.exp(log - x) * count / of_mean
        share = ratio / (1 + ratio)
        return count - (count + of_mean) * share, (count + of_mean) * share * (1 - share)

    noise = polygamma(1, count) + polygamma(1, of_mean)
    return np.asarray(mean * np.exp(_admm(log - _bias(count) + _bias(of_mean), noise, fisher, RATIO_WEIGHT)))


def _bias(looks: Array) -> Array:
    return np.asarray(psi(looks) - np.log(looks))


def _admm(start: Array, noise: Array, derivatives: Derivatives, weight: float) -> Array:
    """Logarithm of the ground from that of the measurement, `start`, whose speckle has the variances `noise` (2, 1, 1).

    The prior sees the principal components of both channels, each scaled to noise of variance 1.
    """
    centre = start.mean((1, 2), keepdims=True)
    axes = np.linalg.eigh(np.cov(box_mean(start, 7).reshape(2, -1)))[1]
    scale = np.sqrt((axes**2 * noise[:, 0]).sum(0))[:, None, None]
    beta = 1 + 2 * float(noise.mean())
    sigma = 1 / np.sqrt(beta)
    x = np.einsum("ck,chw->khw", axes, start - centre) / scale
    dual = np.zeros_like(x)
    for _ in range(ITERATIONS):
        smooth = np.stack([denoise_tv_chambolle(c, weight * sigma, max_num_iter=60) for c in x + dual])
        dual += x - smooth
        wanted = np.einsum("ck,khw->chw", axes, (smooth - dual) * scale) + centre
        y = wanted
        for _ in range(NEWTON_STEPS):
            first, second = derivatives(y)
            y = y - (first + beta / noise * (y - wanted)) / (second + beta / noise)
        x = np.einsum("ck,chw->khw", axes, y - centre) / scale
    return np.asarray(np.einsum("ck,khw->chw", axes, x * scale) + centre)


def has_sar2sar() -> bool:
    """Return True if the package deepdespeckling (MIT licence) is there, which holds the weights of the authors."""
    return util.find_spec("deepdespeckling") is not None


@lru_cache(maxsize=1)
def _sar2sar_network() -> tuple[Any, float, float]:
    """The network, and the range of the logarithm of amplitude that it expects."""
    model = import_module("deepdespeckling.model")
    constants = import_module("deepdespeckling.utils.constants")
    weights = Path(str(model.__file__)).parent / "sar2sar" / "saved_model" / "sar2sar.pth"
    with torch.serialization.safe_globals(numpy_scalars()):  # a number of NumPy stands beside the tensors
        stored = torch.load(weights, map_location="cpu", weights_only=True)
    network = model.Model(torch.device("cpu"), 0, 0)
    network.load_state_dict(stored["model_state_dict"])
    return network, float(constants.m), float(constants.M)


def sar2sar(image: Array) -> Array:
    """SAR2SAR of (2, H, W) VV and VH in linear power, channel by channel, on the whole image at once."""
    network, low, high = _sar2sar_network()
    out = np.empty_like(image)
    for index, channel in enumerate(image):
        height, width = channel.shape
        log = (np.log(np.sqrt(np.maximum(channel, 0)) * SCALE + 1e-6) - low) / (high - low)
        padded = np.pad(log, ((0, -height % MULTIPLE), (0, -width % MULTIPLE)), mode="symmetric")
        network.height, network.width = padded.shape
        with torch.inference_mode():
            found = network(torch.from_numpy(padded.astype(np.float32)))[0, 0].double().numpy()
        out[index] = (np.exp(found[:height, :width] * (high - low) + low) / SCALE) ** 2
    return out


def likelihood_ratio(before: Array, after: Array, size: int = 5) -> Array:
    """Log-likelihood ratio per look that two dates differ, of size x size means: (H, W), 0 where both agree."""
    out = np.zeros(before.shape[1:])
    for a, b in zip(box_mean(before, size), box_mean(after, size)):
        out += 2 * np.log((a + b) / 2) - np.log(a) - np.log(b)
    return out


def vh_drop(before: Array, after: Array, size: int = 7) -> Array:
    """Fall of the size x size mean of VH in dB: (H, W)."""
    ratio = box_mean(before[1], size) / box_mean(after[1], size)
    return np.asarray(10 * np.log10(ratio))


NOISY, QUEGAN, RABASAR, SAR2SAR = "noisy", "Quegan 7x7", "RABASAR", "SAR2SAR"
SINGLE_DATE: dict[str, Callable[[Array], Array]] = {
    NOISY: lambda image: image, "boxcar 3x3": partial(box_mean, size=3), "Lee 7x7": lee, "NL-means": nl_means, "MuLoG": mulog,
    **({SAR2SAR: sar2sar} if has_sar2sar() else {}),
}
STACK: dict[str, Callable[[Array, int], Array]] = {QUEGAN: quegan, RABASAR: rabasar}
