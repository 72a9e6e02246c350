"""Speckle as the instrument makes it: complex, polarimetric, filtered by the point-spread function, then multilooked.

Per look and pixel a complex circular Gaussian vector with covariance C2 is drawn (Goodman, 1976; Lee et al., 1994),
passed through a separable point-spread function, and the outer products of several looks are averaged. Where the scene
is homogeneous the speckle of C2 is then Wishart-distributed, and its spatial correlation is that of a real product.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

MARGIN = 5  # pixels the widest point-spread function reaches


@dataclass(frozen=True)
class SpeckleSettings:
    """What the processor did to the echoes."""

    looks: int  # number of independent looks averaged, at least 1
    #: standard deviation in pixels of the Gaussian point-spread function (amplitude) along rows and columns. A sigma of 1.0
    #: gives intensity a lag-1 correlation of 0.61
    sigma: tuple[float, float]


def _response(sigma: float, like: Tensor) -> Tensor:
    offsets = torch.arange(-MARGIN, MARGIN + 1, dtype=like.dtype)
    response = torch.exp(-(offsets**2) / (2 * max(sigma, 0.05) ** 2))  # below 0.2 a single pixel
    return response / response.square().sum().sqrt()  # unit energy keeps the power of a homogeneous area


def _separable(planes: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
    """Filter (N, H, W) planes, without padding: the margin is consumed.

    Products with band matrices: for so many small planes several times as fast as convolutions.
    """
    return _band(columns, planes.shape[-2]) @ planes @ _band(rows, planes.shape[-1]).T


def _band(response: Tensor, size: int) -> Tensor:
    """Matrix (size - 2 MARGIN, size) that filters a column of pixels."""
    offsets = torch.arange(size) - torch.arange(size - 2 * MARGIN)[:, None]
    inside = (offsets >= 0) & (offsets <= 2 * MARGIN)
    return torch.where(inside, response[offsets.clamp(0, 2 * MARGIN)], 0.0)


def blur_power(c2: Tensor, settings: SpeckleSettings) -> Tensor:
    """Expectation of the speckled image: C2 (4, H, W), linear power, to (4, H - 2 MARGIN, W - 2 MARGIN)."""
    columns, rows = (_response(s, c2).square() for s in settings.sigma)
    return _separable(c2, rows, columns)


def speckle(c2: Tensor, settings: SpeckleSettings, points: Tensor | None, generator: torch.Generator) -> Tensor:
    """Draw a speckled C2 image, (4, H - 2 MARGIN, W - 2 MARGIN) linear power, positive semi-definite.

    From the covariance `c2` (4, H, W) [C11, Re C12, Im C12, C22], linear power, and amplitudes (4, H, W) [Re VV, Im VV,
    Re VH, Im VH] of coherent scatterers, the same in every look, or None.
    """
    height, width = c2.shape[-2:]
    looks = settings.looks
    noise = torch.randn((looks, 4, height, width), generator=generator, dtype=c2.dtype)
    noise *= 0.5**0.5
    # Cholesky factor of C2, so that VH carries the coherent part of VV
    root = c2[0].clamp_min(1e-30).sqrt()
    real, imaginary = c2[1] / root, -c2[2] / root  # conj(C12) / sqrt(C11)
    rest = (c2[3] - real**2 - imaginary**2).clamp_min(0).sqrt()
    vv = noise[:, :2] * root
    vh_real = noise[:, 0] * real - noise[:, 1] * imaginary + noise[:, 2] * rest
    vh_imaginary = noise[:, 0] * imaginary + noise[:, 1] * real + noise[:, 3] * rest
    echoes = torch.stack([vv[:, 0], vv[:, 1], vh_real, vh_imaginary], 1)
    if points is not None:
        echoes = echoes + points
    columns, rows = (_response(s, c2) for s in settings.sigma)
    seen = _separable(echoes.reshape(-1, height, width), rows, columns)
    a, b, c, d = seen.reshape(looks, 4, *seen.shape[-2:]).unbind(1)
    # C12 = VV conj(VH)
    return torch.stack([a * a + b * b, a * c + b * d, b * c - a * d, c * c + d * d], 1).mean(0)
