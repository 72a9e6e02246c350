"""Features of VV and VH intensities and of the covariance matrix C2: pure functions of linear power, in NumPy (float64).

C2 is (4, ...), [C11, Re C12, Im C12, C22], and should be a mean of pixels: of one pixel of one look the polarisation is
always complete and the entropy 0. What is not defined (a ratio to no power) is NaN.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def _over(one: Array, two: Array) -> Array:
    good = two > 0
    return np.where(good, one / np.where(good, two, 1), np.nan)


def ratio_db(vv: Array, vh: Array) -> Array:
    """VV / VH in dB; NaN unless both are positive."""
    quotient = _over(vv, vh)
    return np.where(quotient > 0, 10 * np.log10(np.where(quotient > 0, quotient, 1)), np.nan)


def radar_vegetation_index(vv: Array, vh: Array) -> Array:
    """Dual-polarisation RVI, 4 VH / (VV + VH).

    Trudel, Charbonneau and Leconte, Can. J. Remote Sensing 38(4), 2012 (HH and HV); Nasirzadehdizaji et al., Applied
    Sciences 9(4):655, 2019 (VV and VH of Sentinel-1).
    """
    return _over(4 * vh, vv + vh)


def span(vv: Array, vh: Array) -> Array:
    """Total power VV + VH, the trace of C2, linear."""
    return vv + vh


def eigenvalues(c2: Any, xp: Any = np) -> tuple[Any, Any]:
    """Eigenvalues l1 >= l2 >= 0 of C2, linear power; a negative determinant, which noise may leave, counts as 0.

    Everything is divided by the trace first, and l2 is determinant / l1, not a difference of nearly equal numbers: neither the
    smaller one nor very small or large powers lose their digits. `xp` is ``numpy`` or ``torch``, of which the arrays are.
    """
    trace, c11, re, im, c22 = _relative(c2, xp)
    largest = (1 + xp.hypot(c11 - c22, 2 * xp.hypot(re, im))) / 2
    smallest = trace * xp.clip(c11 * c22 - re * re - im * im, 0, None) / largest
    return trace * largest, xp.minimum(smallest, trace * largest)


def mchi_powers(c2: Any, xp: Any = np) -> tuple[Any, Any, Any]:
    """Odd-bounce, even-bounce and depolarised (volume) power of the m-chi decomposition, linear; they sum to the span.

    (p - s) / 2, (p + s) / 2 and 2 l2 with s = 2 Im C12 and p = l1 - l2. Raney et al., The m-chi decomposition of hybrid
    dual-polarimetric radar data, JGR 117, 2012, made for circular transmission; on VV and VH the names are by analogy.
    """
    trace, c11, re, im, c22 = _relative(c2, xp)
    difference, circular = c11 - c22, 2 * im
    large = xp.hypot(difference, 2 * xp.hypot(re, im)) + abs(circular)
    # p - |s| = (p^2 - s^2) / (p + |s|), free of cancellation
    small = (difference * difference + 4 * re * re) / xp.where(large > 0, large, xp.ones_like(large))
    odd, even = xp.where(circular > 0, small, large), xp.where(circular > 0, large, small)
    return trace * odd / 2, trace * even / 2, 2 * eigenvalues(c2, xp)[1]


def _relative(c2: Any, xp: Any) -> tuple[Any, ...]:
    """Trace of C2, and C11, Re C12, Im C12, C22 divided by it (zero where there is no power)."""
    c11, re, im, c22 = c2
    c11, c22 = xp.clip(c11, 0, None), xp.clip(c22, 0, None)
    trace = c11 + c22
    scale = xp.where(trace > 0, trace, xp.ones_like(trace))
    return trace, c11 / scale, re / scale, im / scale, c22 / scale


def entropy_alpha(c2: Array) -> tuple[Array, Array]:
    """Entropy H (0 to 1) and mean alpha angle (0 to 90 degrees) of the dual-polarisation decomposition.

    With p = l / (l1 + l2): H = -sum p log2 p, alpha = sum p arccos |first component of the eigenvector|. Cloude and
    Pottier, IEEE TGRS 35(1), 1997; for two polarisations Cloude, The dual polarisation entropy / alpha decomposition, POLinSAR
    2007. Alpha of the VV, VH pair tells how much power of the dominant mechanism is in VH.
    """
    one, two = eigenvalues(c2)
    p = _over(two, one + two)
    entropy = sum(-q * np.log2(np.where(q > 0, q, 1)) for q in (p, 1 - p))
    difference = one - two
    # |e|^2 of the larger eigenvalue; of equal ones the sum below is 45 degrees whatever the eigenvector
    first = np.where(difference > 0, 0.5 + 0.5 * np.nan_to_num(_over(c2[0] - c2[3], difference)), 0.5)
    alpha = np.degrees(np.arccos(np.sqrt(np.clip(first, 0, 1))))
    return np.asarray(entropy), (1 - p) * alpha + p * (90 - alpha)


def polarisation_degree(c2: Array) -> Array:
    """Degree of polarisation m = (l1 - l2) / (l1 + l2), 0 to 1."""
    one, two = eigenvalues(c2)
    return _over(one - two, one + two)
