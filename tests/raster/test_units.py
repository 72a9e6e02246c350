"""Power without a label is accepted where it cannot be amplitude; amplitude is asked for, whatever the scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mtdn_core.errors import UnitsError
from mtdn_core.raster.units import Recognition, recognise
from tests.rasters import read_raster


def ground(vv: float, vh: float, looks: float, contrast_db: float = 0, seed: int = 0) -> np.ndarray:
    """Power (2, n) of a smooth random scene; a bright part in one polarisation is bright in the other."""
    random = np.random.default_rng(seed)
    height = np.repeat(np.repeat(random.normal(0, 1, (32, 8)), 4, 0), 32, 1).ravel()
    return np.array([[vv], [vh]]) * 10 ** (contrast_db * height / 10) * random.gamma(looks, 1 / looks, (2, height.size))


def found(values: np.ndarray, hint: tuple[str, ...] = ()) -> Recognition:
    stored = values.astype(np.float32)
    return recognise(stored[0], stored[1], tuple((units, "its name") for units in hint), "auto", "a.tif", False)


LAND = (0.15, 0.03), (0.06, 0.008), (0.3, 0.08), (0.02, 0.0025)
SAND, WATER = ((0.02, 0.002), (0.0025, 0.0004), (0.005, 0.0006)), ((0.06, 0.0018), (0.02, 0.001), (0.004, 0.0004))


@pytest.mark.parametrize("levels", LAND)
@pytest.mark.parametrize("looks", [1, 4.4, 8])
def test_power_of_land_is_accepted(levels, looks) -> None:
    assert found(ground(*levels, looks, 2)).units == "linear"


def test_power_of_many_looks_is_accepted_where_the_ground_has_contrast() -> None:
    assert found(ground(0.15, 0.03, 25, 1.5)).units == "linear"


@pytest.mark.parametrize(
    ("levels", "contrast"), [*((v, c) for v in (*LAND, *SAND) for c in (0, 0.7, 2)), *((v, c) for v in WATER for c in (0, 0.5))]
)
@pytest.mark.parametrize("looks", [1, 4.4, 20, 200])
def test_amplitude_is_asked_for(levels, contrast, looks) -> None:
    with pytest.raises(UnitsError, match=r"cannot be told.*As power VV and VH.*as amplitude.*state the units"):
        found(np.sqrt(ground(*levels, looks, contrast)))


def test_amplitude_of_a_coast_is_asked_for() -> None:
    for share in (0.3, 0.5, 0.6, 0.8):
        sea, land = ground(0.06, 0.0018, 4.4), ground(0.15, 0.03, 4.4, 2, seed=1)
        cut = int(share * sea.shape[1])
        with pytest.raises(UnitsError, match="cannot be told"):
            found(np.sqrt(np.concatenate([sea[:, :cut], land[:, cut:]], 1)))


def test_decibels_beyond_doubt_win_over_a_name_that_does_not_say_so() -> None:
    power = ground(0.15, 0.03, 4.4)
    assert found(10 * np.log10(power), ("linear",)).units == "db"
    assert found(np.sqrt(power), ("amplitude",)).units == "amplitude"


def test_real_scenes(shared: Path) -> None:
    """Amplitudes are the square roots of real power."""
    scenes: list[np.ndarray] = []
    for vv in sorted((shared / "data").glob("*/opera_rtc_s1*/**/*_VV.tif"))[::4]:
        vh = Path(str(vv).replace("_VV.tif", "_VH.tif"))
        if vh.is_file():
            scenes.append(np.concatenate([read_raster(vv), read_raster(vh)]))
    for path in sorted((shared / "data").glob("t*/*/*.tif")):
        if "dB" in path.name:
            scenes.append(10 ** (read_raster(path)[:2] / 10))
    assert len(scenes) > 50
    asked = doubled = contrary = 0
    for scene in scenes:
        values = scene[:, np.isfinite(scene).all(0) & (scene > 0).all(0)]
        with pytest.raises(UnitsError):
            found(np.sqrt(values))
        for units, stored in (("db", 10 * np.log10(values)), ("linear", values), ("amplitude", np.sqrt(values))):
            assert not found(stored, (units,)).warning
        for units, stored in (("linear", np.sqrt(values)), ("amplitude", values)):
            contrary += "are those of" in found(stored, (units,)).warning
        doubled += "twice as many" in found(20 * np.log10(values), ("db",)).warning
        try:
            assert found(values).units == "linear"
        except UnitsError:
            asked += 1
    assert asked <= 0.1 * len(scenes) and doubled > 0.6 * len(scenes) and contrary > 1.8 * len(scenes)


def test_half_of_calm_water_may_be_negative_where_the_user_states_power() -> None:
    """The noise is subtracted, and nothing is left; decibels called power are still refused."""
    noise = np.random.default_rng(1).normal(0, 0.002, (2, 4096)).astype(np.float32)
    assert recognise(noise[0], noise[1], (), "linear", "a.tif", False).units == "linear"
    with pytest.raises(UnitsError, match="are negative"):
        found(noise)
    with pytest.raises(UnitsError, match="stated units are linear"):
        recognise(noise[0] * 2000 - 15, noise[1] * 2000 - 22, (), "linear", "a.tif", False)


@pytest.mark.parametrize("alone", [False, True])
def test_decibels_without_their_sign_are_refused(alone) -> None:
    vv, vh = -10 * np.log10(ground(0.06, 0.008, 4.4)).astype(np.float32)
    vv, vh, names = (vv, vv, ("VV",)) if alone else (vv, vh, ("VV", "VH"))
    with pytest.raises(UnitsError, match=r"decibels without their sign.*multiply the values by -1"):
        recognise(np.abs(vv), np.abs(vh), (), "db", "a.tif", False, polarisations=names)
    assert recognise(-vv, -vh, (), "db", "a.tif", False, polarisations=names).units == "db"
    digital = 10 * np.log10(1e5 * ground(0.06, 0.008, 4.4)).astype(np.float32)  # of digital numbers, VV above VH
    assert recognise(digital[0], digital[1], (), "db", "a.tif", False).units == "db"
