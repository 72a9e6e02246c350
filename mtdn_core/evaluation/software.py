"""What users run, measured: rasters of test data from end to end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from skimage.util import montage, view_as_blocks

from mtdn_core.errors import ConfigError
from mtdn_core.evaluation.data import PAIR_DAYS, Series, Site, inject, read
from mtdn_core.evaluation.metrics import roc_auc
from mtdn_core.inference.run import run
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings
from mtdn_core.model.interface import Observation, Wanted
from mtdn_core.model.load import load_model
from mtdn_core.model.reference import reference_of
from mtdn_core.raster.gdal import gdal_module, in_memory
from mtdn_core.raster.names import C2, INTENSITY

Array = NDArray[np.float64]
Results = dict[str, Any]

BASELINE = 16  # earlier dates, the first date among them
FEWEST_EARLIER = 3
WANTED = 0.01  # share of false alarms
MOST = 0.05
AFTER = 6  # the first dates after a change, each judged by itself
FLOOR = 1e-5  # of a power in dB
ORDERS = 3  # of labelled sites in one raster
SEED = 7


def say(text: str) -> None:
    """Say on standard error what is being measured."""
    print(text, file=sys.stderr, flush=True)


def detect(
    dates: Sequence[Array], model: Any, *more: str, days: Sequence[date] = (), later: int = 0, **options: Any
) -> dict[str, Array]:
    """Run the software on rasters of the dates, with a loaded model.

    `dates` are (2, H, W) VV and VH, (1, H, W) of one alone (written as VV), or (4, H, W) C2 each, in linear power, in the
    order of time: the baseline, the two dates that are compared, and `later` dates that confirm; 12 days apart unless `days`
    says when. `options` are those of :class:`mtdn_core.inference.settings.RunSettings`.

    Returns maps (H, W), NaN where not measured, by the names of :class:`mtdn_core.inference.settings.Outputs`: the probability,
    the class of change (1 = changed) and `more`: step (2, H, W) in dB, first_change (days since 1970-01-01, NaN without one).
    """
    days = days or [date(2020, 1, 1) + timedelta(PAIR_DAYS * number) for number in range(len(dates))]
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [DateInput(str(folder / f"S1_{day:%Y%m%d}.tif")) for day in days]
        for file, image in zip(files, dates):
            _write(file.path, image)
        paths = {key: str(folder / f"{key}.tif") for key in ("change", "probability", *more)}
        first = len(files) - later - 2
        run(
            files[first], files[first + 1], Outputs(**paths), RunSettings(units="linear", **options), model=model,
            references=files[:first], later=files[first + 2 :],
        )
        images = {key: read(Path(path)) for key, path in paths.items()}
    found = {key: image[:2] if key == "step" else image[0] for key, image in images.items()}
    found["change"] = np.where(np.isfinite(found["probability"]), found["change"] == 1, np.nan)
    if "first_change" in found:
        found["first_change"] = np.where(found["first_change"] > 0, found["first_change"], np.nan)
    return found


class ModelMethod:
    """A trained model, on images (2, H, W) VV, VH or (4, H, W) C2 in linear power, NaN where not measured.

    Given by name or path, with a despeckling strength from 0 to 1 (None: the card's; :class:`ConfigError` for others) and a
    device as PyTorch names it.
    """

    def __init__(self, name: str, strength: float | None, device: str) -> None:
        if strength is not None and not 0 <= strength <= 1:
            raise ConfigError(f"The strength is {strength}", "a number from 0 to 1", "correct --strength")
        self.model, self.strength, self._device = load_model(name, device), strength, device
        self.name = Path(name).stem
        self.takes_references = self.model.card.architecture != "mtdn-published"

    def despeckle(self, own: Array, *, second: Array | None = None, references: Sequence[Array] = ()) -> Array:
        first, other = self._seen(own), None if second is None else self._seen(second)
        if references:
            other = reference_of(first, ((self._seen(image), 1) for image in references))
        with torch.inference_mode():
            found = self.model.estimate(first, other, wanted=Wanted(True, False, False), strength=self.strength)
        return np.asarray(found.first[0].double().cpu().numpy())

    def _seen(self, image: Array) -> Observation:
        valid = np.isfinite(image).all(0)
        tensor = torch.from_numpy(np.where(valid, image, 0).astype(np.float32))[None].to(self._device)
        return Observation(tensor, torch.from_numpy(valid)[None, None].to(self._device))


def _write(path: str, image: Array) -> None:
    dataset = in_memory(image.astype(np.float32))
    for number, name in enumerate(C2 if len(image) == 4 else INTENSITY[: len(image)], 1):
        dataset.GetRasterBand(number).SetDescription(name)
    gdal_module().GetDriverByName("GTiff").CreateCopy(path, dataset)


def false_alarms(series: Sequence[Series], model: Any) -> Results:
    """`--false-alarms 0.01` between dates 12 days apart with a baseline, alone, and what it still finds of injected change.

    Returns nothing where no series has such dates with three earlier ones.
    """

    def marked(dates: Sequence[Array], where: Any = ...) -> float:
        return float(np.nanmean(detect(dates, model, false_alarms=WANTED)["change"][where]))

    rates, alone, hits = [], [], []
    for one in series:
        say(f"change: false alarms, {one.name}")
        for pair in (place for place in one.pairs if place >= FEWEST_EARLIER):
            dates = list(one.stack[max(pair + 1 - BASELINE, 0) : pair + 2])
            rates.append(marked(dates))
            alone.append(marked(dates[-2:]))
            if pair % 3 == 0:
                changed, truth = inject(dates[-1], SEED + pair)
                hits.append(marked([*dates[:-1], changed], truth))
    return {"pairs": len(rates), "found": float(np.mean(hits)), **_shares(rates), "alone": _shares(alone)} if rates else {}


def _shares(rates: list[float]) -> dict[str, float]:
    found = np.array(rates)
    return {"median": float(np.median(found)), "mean": float(found.mean()), "below": float((found < MOST).mean())}


def sites(places: Sequence[Site], model: Any) -> Results:
    """Labelled sites as blocks of one raster: mean AUC over the first dates after the change, without and with a baseline.

    What lies beside a site is another one, so the sites are laid out in :data:`ORDERS` random orders. Beside it the largest
    step in dB of a site's mean from that of its sixteen dates before, VV or VH, which no neighbour disturbs.
    """
    found: dict[str, list[float]] = {"two dates": [], "with baseline": [], "largest step": []}
    counts, rng = [], np.random.default_rng(SEED)
    for number in list(range(AFTER)) * ORDERS:
        used = [(cut, site) for site in places if (cut := _dates_of(site, number)) is not None]
        used = [used[place] for place in rng.permutation(len(used))]
        truth = np.array([site.changed is not None for _, site in used])
        counts.append(len(used))
        rasters = [mosaic([cut[place] for cut, _ in used]) for place in range(BASELINE + 1)]
        for name, dates in (("two dates", rasters[-2:]), ("with baseline", rasters)):
            blocks = unmosaic(detect(dates, model)["probability"], len(used))
            found[name].append(roc_auc(np.nanmean(blocks, (1, 2)), truth))
        levels = [10 * np.log10(np.maximum(cut, FLOOR)).mean((2, 3)) for cut, _ in used]
        steps = np.array([np.abs(level[-1] - level[:-1].mean(0)).max() for level in levels])
        found["largest step"].append(roc_auc(steps, truth))
    return {"sites": max(counts), **{name: float(np.mean(values)) for name, values in found.items()}}


def _dates_of(site: Site, number: int) -> Array | None:
    """Sixteen dates before the change, and the one `number` dates after its first: (17, 2, 3, 3); None if there are fewer."""
    measured = np.isfinite(site.stack).all((1, 2, 3))
    days = np.array([day.timestamp() for day in site.days])
    start = site.changed or site.days[len(site.days) * 2 // 3]
    end = site.last_before or start
    before = np.flatnonzero(measured & (days < end.timestamp()))[-BASELINE:]
    after = np.flatnonzero(measured & (days >= start.timestamp()))[number : number + 1]
    if len(before) < BASELINE or not len(after):
        return None
    return np.asarray(site.stack[np.concatenate([before, after])])


def mosaic(blocks: Sequence[Array]) -> Array:
    """Lay blocks (2, 3, 3) side by side, row by row; NaN where the square is not filled."""
    columns = int(np.ceil(np.sqrt(len(blocks))))
    shape = (-(-len(blocks) // columns), columns)
    return np.asarray(np.moveaxis(montage(blocks, fill=(np.nan, np.nan), grid_shape=shape, channel_axis=1), -1, 0))


def unmosaic(image: Array, count: int) -> Array:
    """The blocks of an image (H, W) again, (count, 3, 3)."""
    return np.asarray(view_as_blocks(image, (3, 3)).reshape(-1, 3, 3)[:count])


def order_and_sameness(one: Series, model: Any) -> Results:
    """What happens when dates are swapped, and between a date and itself with five pixels a little brighter."""
    before, after = one.stack[-2:]
    one_way, other_way = (detect(dates, model, "step") for dates in ((before, after), (after, before)))
    same = np.array(before)
    rows, columns = np.random.default_rng(SEED).integers(0, np.array(same.shape[1:])[:, None], (2, 5))
    same[:, rows, columns] *= 1.1
    return {
        "swapped": float(np.nanmax(np.abs(one_way["probability"] - other_way["probability"]))),
        "swapped_step": float(np.nanmax(np.abs(one_way["step"] + other_way["step"]))),
        "changed": int(np.nansum(detect((before, same), model)["change"])),
    }
