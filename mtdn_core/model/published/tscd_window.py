"""The change-detection network on a window of a scene, with the scene's tokens; see :mod:`mtdn_core.model.published.frame`.

The trunk reaches 94 pixels, its grid is 8. What follows it works on a quarter of the resolution, and only where the
despeckling network looks at the change features.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from mtdn_core.model.published.dsdn_window import AT_STAGES
from mtdn_core.model.published.frame import Box, Frame, cut
from mtdn_core.model.published.tscd import REFLECT, TOKENS, TSCD

REACH = 94
GRID = 8
#: pixels per feature; feature k covers 4 k - 2 to 4 k + 1
STEP = 4
CLASSIFIER = 2


def trunk_box(frame: Frame, limit: int) -> Box:
    """Where the trunk must see the dates; `limit` as that of the frame."""
    return frame.grow(frame.core, min(AT_STAGES + REACH, limit), GRID)


def features(network: TSCD, date: Tensor, box: Box, wanted: Box) -> Tensor:
    """Features (B, 32, h, w) of a date (B, 7, ...) given on `box`, of `wanted`."""
    return network.features(cut(date, box, wanted).contiguous(memory_format=torch.channels_last))


def core_features(frame: Frame, box: Box) -> tuple[slice, slice]:
    """Rows and columns of the features of a box that belong to the core: neighbouring cores share none."""
    rows = slice((frame.core.top - box.top) // STEP, (frame.core.bottom - box.top) // STEP)
    columns = slice((frame.core.left - box.left) // STEP, (frame.core.right - box.left) // STEP)
    _, _, bottom, right = frame.goes_on
    return slice(rows.start, rows.stop if bottom else None), slice(columns.start, columns.stop if right else None)


def compare(
    network: TSCD, frame: Frame, features1: Tensor, features2: Tensor, box: Box, tokens: tuple[Tensor, Tensor]
) -> tuple[Tensor, Tensor]:
    """Logits (B, 2, ...) of the core and change features (B, 32, ...) for the first stage of the despeckling.

    Parameters
    ----------
    features1, features2
        From :func:`features`, of `box`.
    tokens
        Of both dates, (B or 1, 4, 32), from :meth:`TSCD.tokens`, over the scene.
    """
    wanted = frame.around(AT_STAGES)
    rows, above = _span(wanted.top - box.top, wanted.bottom - box.top, features1.shape[2])
    columns, before = _span(wanted.left - box.left, wanted.right - box.left, features1.shape[3])
    batch = features1.shape[0]
    pair = torch.cat([t.expand(batch, -1, -1) for t in tokens], 1) + network.pos_embedding
    encoded = network.transformer(pair).split(TOKENS, 1)
    decoded = [network.decode(f[:, :, rows, columns], t) for f, t in zip((features1, features2), encoded)]
    enlarged = F.interpolate((decoded[0] - decoded[1]).abs(), scale_factor=4.0, mode="bilinear", align_corners=False)
    change = enlarged[:, :, above : above + wanted.height, before : before + wanted.width]
    change = change.contiguous(memory_format=torch.channels_last)
    near = frame.around(CLASSIFIER)
    logits = network.classifier(cut(change, wanted, near))
    return cut(logits, near, frame.core), change


def _span(first: int, last: int, size: int) -> tuple[slice, int]:
    """Features whose enlargement holds the pixels [first, last), and where these begin in it."""
    start = max((first + REFLECT) // STEP - 1, 0)
    stop = min(-(-(last + REFLECT) // STEP) + 1, size)
    return slice(start, stop), first + REFLECT - start * STEP
