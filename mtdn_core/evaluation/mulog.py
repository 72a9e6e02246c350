"""MuLoG and RABASAR, written from the published methods, to be measured against.

MuLoG (Deledalle, Denis, Tabti and Tupin, "MuLoG, or how to apply Gaussian denoisers to multi-channel SAR speckle
reduction?", IEEE TIP 2017) estimates the logarithm of the covariance matrix by ADMM, with any denoiser of Gaussian noise
as prior. VV and VH without C12 are a diagonal matrix, whose logarithm is that of the two intensities. RABASAR (Zhao,
Deledalle, Denis and Tupin, "Ratio-based multitemporal SAR images denoising: RABASAR", IEEE TGRS 2019) despeckles the
temporal mean, and the ratio of a date to it under Fisher's distribution; the result is the product.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter
from scipy.special import polygamma, psi

Array = NDArray[np.float64]
#: first and second derivative of the negative log-likelihood by the logarithm sought, (2, H, W) each
Derivatives = Callable[[Array], tuple[Array, Array]]

ITERATIONS = 6  # of ADMM, as published
NEWTON_STEPS = 10  # of its data term, as published
#: looks of VV and VH, and the weight of the total variation; the best of 20 (MuLoG) and 12 combinations on training bursts
LOOKS = (8.0, 7.0)
WEIGHT, RATIO_WEIGHT = 0.6, 0.9
TINY = 1e-6


def mulog(image: Array, looks: tuple[float, float] = LOOKS, weight: float = WEIGHT) -> Array:
    """MuLoG of (2, H, W) VV and VH in linear power, with total variation as prior."""
    count = np.array(looks)[:, None, None]
    log = np.log(np.maximum(image, TINY))

    def gamma(x: Array) -> tuple[Array, Array]:
        ratio = count * np.exp(log - x)
        return count - ratio, ratio

    return np.exp(_admm(log - _bias(count), polygamma(1, count), gamma, weight))


def rabasar(stack: Array, date: int, looks: tuple[float, float] = LOOKS) -> Array:
    """RABASAR of one date of (dates, 2, H, W)."""
    count, of_mean = (np.array(looks)[:, None, None] * n for n in (1.0, float(len(stack))))
    mean = mulog(stack.mean(0), tuple(of_mean.ravel()), RATIO_WEIGHT)
    log = np.log(np.maximum(stack[date], TINY) / mean)

    def fisher(x: Array) -> tuple[Array, Array]:
        ratio = np.exp(log - x) * count / of_mean
        share = ratio / (1 + ratio)
        return count - (count + of_mean) * share, (count + of_mean) * share * (1 - share)

    noise = polygamma(1, count) + polygamma(1, of_mean)
    return np.asarray(mean * np.exp(_admm(log - _bias(count) + _bias(of_mean), noise, fisher, RATIO_WEIGHT)))


def _bias(looks: Array) -> Array:
    """Mean of the logarithm of speckle."""
    return np.asarray(psi(looks) - np.log(looks))


def _admm(start: Array, noise: Array, derivatives: Derivatives, weight: float) -> Array:
    """Logarithm of the ground from that of the measurement, `start`, whose speckle has the variances `noise` (2, 1, 1).

    The prior sees the principal components of both channels, each scaled to noise of variance 1.
    """
    from skimage.restoration import denoise_tv_chambolle

    centre = start.mean((1, 2), keepdims=True)
    axes = np.linalg.eigh(np.cov(uniform_filter(start, (0, 7, 7)).reshape(2, -1)))[1]
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
