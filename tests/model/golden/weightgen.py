"""Weights and inputs of the golden vectors, from integer arithmetic alone.

Every number comes from a counter-based splitmix64 stream named by (seed, text), so any language can regenerate it:
64-bit integer arithmetic, one correctly rounded square root, one cast to float32. The golden files hold what the
published network answers to these.
"""

from __future__ import annotations

import math
import zlib

import numpy as np
from numpy.typing import NDArray

_STEP = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def _mix(z: int) -> int:
    z &= _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def uniform01(seed: int, text: str, count: int) -> NDArray[np.float64]:
    """`count` doubles in [0, 1): the stream called `text` under `seed`."""
    start = _mix((seed << 32) ^ zlib.crc32(text.encode("utf-8")))
    with np.errstate(over="ignore"):
        z = np.uint64(start) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(_STEP)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _gain(network: str, key: str) -> float:
    """Scale of a weight of two or more axes; the deviation of an entry is gain / sqrt(fan_in)."""
    if network == "net1":
        if key == "Fea_extra.fea.0.weight":
            return 0.25
        if key.startswith("Fea_extra.fea_extraction."):
            return 1.2 if key.endswith(".conv1.weight") else 0.6
        if key.startswith("GCA"):
            return 0.3 if key.endswith(".conv.weight") else 1.2
        if key.startswith("RDB"):
            return 1.2 if ".dense_layers." in key else 0.5
        if ".rcsa_conv1." in key:
            return 0.7
        return 2.0 if key.startswith("croa1.") or key == "conv3.weight" else 1.0
    if key.startswith("resnet.layer") and key.endswith(".conv2.weight"):
        return 0.5
    return {"conv_pred.weight": 0.4, "conv_a.weight": 2.0}.get(key, 1.2)


def tensor(network: str, key: str, shape: tuple[int, ...], seed: int) -> NDArray[np.float32]:
    """Value of the entry `key` of the state dict of `network` ("net1" or "cd_net")."""
    leaf = key.rsplit(".", 1)[-1]
    if leaf == "num_batches_tracked":
        return np.array(1, dtype=np.int64)  # type: ignore[return-value]
    v = 2.0 * uniform01(seed, f"{network}/{key}", math.prod(shape)).reshape(shape) - 1.0
    if leaf == "running_mean":
        w = 0.2 * v
    elif leaf == "running_var":
        w = 1.0 + 0.5 * v
    elif leaf == "pos_embedding":
        w = math.sqrt(3.0) * v
    elif leaf == "bias":
        gates = network == "net1" and key.startswith("GCA") and key.endswith(".conv.bias")
        w = (1.0 if gates else 0.0) + 0.1 * v
    elif len(shape) == 1:
        w = 0.25 + 0.1 * v if shape == (1,) else 1.0 + 0.25 * v
    else:
        w = _gain(network, key) * math.sqrt(3.0 / float(math.prod(shape[1:]))) * v
    return w.astype(np.float32)


def synth_input(seed: int, name: str, batch: int, height: int, width: int) -> NDArray[np.float32]:
    """Both dates of a synthetic scene, (batch, 14, height, width), within +-13.4."""
    tag = f"input/{name}"
    u = uniform01(seed, tag, batch * 14 * height * width).reshape(batch, 14, height, width)
    rows, columns = (height + 15) // 16, (width + 15) // 16
    b1 = uniform01(seed, tag + "/blocks1", batch * rows * columns).reshape(batch, 1, rows, columns)
    b2 = uniform01(seed, tag + "/blocks2", batch * rows * columns).reshape(batch, 1, rows, columns)
    g1 = 0.25 + 4.0 * b1 * b1 * b1
    g2 = np.where(b2 < 0.7, g1, 0.25 + 4.0 * b2 * b2 * b2)

    def enlarge(blocks: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.repeat(np.repeat(blocks, 16, axis=2), 16, axis=3)[:, :, :height, :width]

    def date(v: NDArray[np.float64], gain: NDArray[np.float64]) -> NDArray[np.float64]:
        channels = [4.0 * v[:, 0] * v[:, 0] * v[:, 0] * v[:, 0], (v[:, 1] - 0.5) * v[:, 1], (v[:, 2] - 0.5) * v[:, 2],
                    v[:, 3] * v[:, 3] * v[:, 3], 0.02 * v[:, 4], 1.5 * v[:, 5] * v[:, 5], v[:, 6]]
        return np.stack(channels, axis=1) * gain

    x = np.concatenate([date(u[:, :7], enlarge(g1)), date(0.5 * u[:, :7] + 0.5 * u[:, 7:], enlarge(g2))], axis=1)
    return np.clip(x, -13.4, 13.4).astype(np.float32)


def sample_index(name: str, size: int, count: int = 256) -> NDArray[np.int64]:
    """Flat positions at which a tap of `size` values is sampled."""
    if size <= count:
        return np.arange(size)
    return np.floor(uniform01(0, f"tap/{name}", count) * size).astype(np.int64)
