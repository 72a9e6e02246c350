"""Whether the covariance matrix survives despeckling: C12, positive semi-definiteness, H/alpha and m-chi."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtdn_core.evaluation.metrics.sites import Sites
from mtdn_core.evaluation.metrics.windows import box_mean

Array = NDArray[np.float64]
PSD_TOLERANCE = 1e-4  # |C12|^2 may exceed C11 C22 by this share: float32 rounding of rank-one matrices


def not_psd_share(c2: Array) -> float:
    """Share (0 to 1) of pixels with |C12|^2 > C11 C22 or a negative intensity; c2 is (4, H, W)."""
    cross, product = c2[1] ** 2 + c2[2] ** 2, c2[0] * c2[3]
    return float(np.mean((cross > product * (1 + PSD_TOLERANCE) + 1e-30) | (c2[0] < 0) | (c2[3] < 0)))


def _tiles(image: Array, size: int) -> NDArray[np.complex128]:
    """Means of C12 = Re + i Im over non-overlapping tiles."""
    height, width = (n // size * size for n in image.shape[1:])
    cut = image[1:3, :height, :width].reshape(2, height // size, size, width // size, size).mean((2, 4))
    return np.asarray(cut[0] + 1j * cut[1]).ravel()


def _slope(before: NDArray[np.complex128], after: NDArray[np.complex128]) -> float:
    power = float(np.vdot(before, before).real)
    return float(np.vdot(before, after).real / power) if power > 0 else float("nan")


def c12_agreement(noisy: Sequence[Array], out: Sequence[Array], sites: Sites | None = None,
                  number_of_pairs: int | None = None) -> dict[str, list[float]]:
    """Regression of mean C12 after on before, and the share of matrices that are not positive semi-definite.

    Parameters
    ----------
    noisy, out
        Images (4, H, W); with `sites`, dates 1 and 2 of each pair in turn.
    sites, number_of_pairs
        When given, `c12_windows` is regressed over the homogeneous windows too.

    Returns
    -------
    dict
        `c12`: slope through the origin over tiles of 12 x 12 of the whole image, each weighted by its inverse mean
        intensity so that a few bright tiles do not decide; `c12_windows`; `not_psd` as a share.
        C12 that is zero everywhere (intensity products) gives NaN.
    """
    before, after, weights = [], [], []
    for n, o in zip(noisy, out):
        b, a = _tiles(n, 12), _tiles(o, 12)
        scale = _tiles(np.stack([n[0], np.sqrt(np.maximum(n[0] * n[3], 0)), np.zeros_like(n[0]), n[3]]), 12).real
        keep = scale > 0
        before.append(b[keep])
        after.append(a[keep])
        weights.append(1 / scale[keep])
    weight = np.concatenate(weights)
    figures = {"c12": [_slope(np.concatenate(before) * weight, np.concatenate(after) * weight)],
               "not_psd": [float(np.mean([not_psd_share(o) for o in out]))]}
    if sites is not None and number_of_pairs is not None:
        size = sites.settings.window
        b_windows, a_windows = [], []
        for number, y, x in sites.windows:
            for date in (0, 1):
                cut = np.s_[y : y + size, x : x + size]
                n, o = noisy[2 * number + date], out[2 * number + date]
                scale_ = max(float(np.sqrt(np.maximum(n[0] * n[3], 0))[cut].mean()), 1e-30)
                b_windows.append((n[1][cut].mean() + 1j * n[2][cut].mean()) / scale_)
                a_windows.append((o[1][cut].mean() + 1j * o[2][cut].mean()) / scale_)
        figures["c12_windows"] = [_slope(np.array(b_windows), np.array(a_windows))]
    return figures


def eigenvalues(c2: Array) -> tuple[Array, Array]:
    """Eigenvalues l1 >= l2 >= 0 of C2 (4, H, W)."""
    half_trace = 0.5 * (c2[0] + c2[3])
    spread = np.sqrt(0.25 * (c2[0] - c2[3]) ** 2 + c2[1] ** 2 + c2[2] ** 2)
    return half_trace + spread, np.maximum(half_trace - spread, 0)


def entropy_alpha(c2: Array) -> tuple[Array, Array]:
    """Entropy (0 to 1) and mean alpha angle (degrees) of dual-polarisation C2.

    Cloude and Pottier (1997), in the dual-polarisation form of Cloude (2007): alpha of an eigenvector is the angle
    between it and the first channel.
    """
    first, second = eigenvalues(c2)
    total = np.maximum(first + second, 1e-30)
    p = np.stack([first, second]) / total
    with np.errstate(divide="ignore", invalid="ignore"):
        entropy = -np.where(p > 0, p * np.log2(np.maximum(p, 1e-30)), 0).sum(0)
    gap = np.maximum(first - second, 1e-30)
    share = np.clip((c2[0] - second) / gap, 0, 1)  # |e1|^2 of the first eigenvector; of the second it is 1 - share
    angle = np.arccos(np.sqrt(share))
    alpha = p[0] * angle + p[1] * (0.5 * np.pi - angle)
    return entropy, np.degrees(alpha)


def mchi_powers(c2: Array) -> Array:
    """Raney m-chi powers (3, H, W): odd bounce, even bounce, depolarised (Raney et al., 2012), from C2 (4, H, W)."""
    first, second = eigenvalues(c2)
    polarised, handed = first - second, 2 * c2[2]
    return np.stack([np.maximum(polarised - handed, 0) / 2, np.maximum(polarised + handed, 0) / 2, 2 * second])


def parameter_errors(out: Array, truth: Array, boxcar: int = 3, border: int = 3) -> dict[str, float]:
    """Root mean square error of polarimetric parameters against a true scene.

    Parameters
    ----------
    out, truth
        C2 (4, H, W), linear power.
    boxcar
        Both are averaged over this odd window first, so that a single-look input has an entropy at all.
    border
        Frame that is left out, in pixels.

    Returns
    -------
    dict
        `entropy`, `alpha_deg`, and `mchi_db`: error in dB of the three m-chi powers, those below a thousandth of the
        span are left out.
    """
    inner = np.s_[..., border:-border, border:-border]
    a, b = (box_mean(np.asarray(image, np.float64), boxcar)[inner] for image in (out, truth))
    (h_a, alpha_a), (h_b, alpha_b) = entropy_alpha(a), entropy_alpha(b)
    powers_a, powers_b = mchi_powers(a), mchi_powers(b)
    floor = 1e-3 * (b[0] + b[3])
    used = powers_b > floor
    error = 10 * np.log10(np.maximum(powers_a, floor) / np.maximum(powers_b, floor))[used]

    def rms(values: Array) -> float:
        return float(np.sqrt(np.mean(values**2)))

    return {"entropy": rms(h_a - h_b), "alpha_deg": rms(alpha_a - alpha_b), "mchi_db": rms(error)}
