"""Measure the best-known despeckling methods of others by the definitions used here -> docs/peers.json.

They are no dependencies of this software and nothing of theirs lies in it. Install what is to be measured, then run:

    python -m pip install --no-deps deepdespeckling==0.8      # SAR2SAR, MIT licence
    python -m pip install mulog==0.0.4 bm3d==4.0.3            # MuLoG, CeCILL; BM3D, for non-commercial use only
    python tools/peers.py

`make results` takes the figures into its tables as long as the simulated scenes are those they were measured on.
Sources: Dalsasso, Denis, Tupin, "SAR2SAR: a semi-supervised despeckling algorithm for SAR images", JSTARS 2021;
Deledalle, Denis, Tabti, Tupin, "MuLoG, or how to apply Gaussian denoisers to multi-channel SAR speckle reduction?",
TIP 2017; BM3D: Makinen, Azzari, Foi, "Collaborative filtering of correlated noise", TIP 2020.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
import time
import warnings
from dataclasses import dataclass
from importlib import import_module, metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before PyTorch and BM3D are imported: the cost is that of one thread
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

from mtdn_core.errors import MtdnError  # noqa: E402
from mtdn_core.evaluation.methods import Answer  # noqa: E402
from mtdn_core.evaluation.peers import PEERS  # noqa: E402

Array = NDArray[np.float64]
MULTIPLE = 32  # SAR2SAR halves its input five times
COMMAND = "python tools/peers.py"


def say(text: str) -> None:
    """Print to standard error."""
    print(text, file=sys.stderr, flush=True)


class OneByOne:
    """A method that sees each date alone.

    Attributes
    ----------
    looks
        Equivalent number of looks, for methods that are told it.
    """

    name = ""
    threshold: float | None = None
    looks = 7.0

    def filter(self, c2: Array, has_c12: bool) -> Array:
        """Despeckle one date, (4, H, W) linear power in and out."""
        raise NotImplementedError

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer:
        """Despeckle both dates; there is no change score."""
        out1 = self.filter(first, has_c12)
        out2 = out1 if second is first else self.filter(second, has_c12)
        return Answer(out1, out2, np.full(first.shape[1:], np.nan))


class Sar2Sar(OneByOne):
    """SAR2SAR as deepdespeckling has it, on the whole image at once.

    Parameters
    ----------
    scales
        Factors of the amplitudes of C11 and of C22: the network was trained on digital numbers, to whose range
        calibrated backscatter must be raised.
    """

    def __init__(self, scales: tuple[float, float]) -> None:
        import torch
        from deepdespeckling.model import Model
        from deepdespeckling.utils import constants

        self.name = f"SAR2SAR, amplitude x {' / '.join(f'{scale:g}' for scale in dict.fromkeys(scales))}"
        self.scales = scales
        self._low, self._high = constants.m, constants.M
        self._model = Model(torch.device("cpu"), 0, 0)
        spec = util.find_spec("deepdespeckling")
        folder = Path(str(spec.origin)).parent if spec else Path()
        # the file holds numbers of NumPy beside its tensors: allowing these three lets it load without unpickling code
        core = "numpy.core" if np.__version__.startswith("1.") else "numpy._core"
        scalar = import_module(f"{core}.multiarray").scalar
        kinds = [(scalar, "numpy.core.multiarray.scalar"), np.dtype, type(np.dtype("float64"))]
        with torch.serialization.safe_globals(kinds):
            stored = torch.load(folder / "sar2sar" / "saved_model" / "sar2sar.pth", map_location="cpu",
                                weights_only=True)
        self._model.load_state_dict(stored["model_state_dict"])

    def filter(self, c2: Array, has_c12: bool) -> Array:
        """C11 and C22 one after the other; C12 is kept as it is, having no place in the method."""
        out = c2.copy()
        for channel, scale in zip((0, 3), self.scales):
            out[channel] = self._intensity(c2[channel], scale)
        return out

    def _intensity(self, image: Array, scale: float) -> Array:
        import torch

        height, width = image.shape
        log = np.log(np.sqrt(np.maximum(image, 0)) * scale + 1e-6)
        padded = np.pad((log - self._low) / (self._high - self._low),
                        ((0, -height % MULTIPLE), (0, -width % MULTIPLE)), mode="symmetric")
        self._model.height, self._model.width = padded.shape
        with torch.inference_mode():
            found = self._model(torch.from_numpy(padded.astype(np.float32)))[0, 0].double().numpy()
        amplitude = np.exp(found[:height, :width] * (self._high - self._low) + self._low) / scale
        return np.asarray(amplitude**2, np.float64)


class Mulog(OneByOne):
    """MuLoG with a Gaussian denoiser ("tv" or "bm3d"), polarimetric where C12 is present.

    Parameters
    ----------
    denoiser
        Name of the denoiser in the package.
    share
        The method is told the looks times this: less than 1 smooths more, as correlated speckle may need.
    """

    def __init__(self, denoiser: str, share: float) -> None:
        from mulog.gaussian_denoisers import run_autoscaled_bm3d, run_tv_denoising

        self._denoiser = {"tv": run_tv_denoising, "bm3d": run_autoscaled_bm3d}[denoiser]
        self.share = share
        self.name = f"MuLoG, {denoiser.upper()}" + (f", looks x {share:g}" if share != 1 else "")

    def filter(self, c2: Array, has_c12: bool) -> Array:
        """Despeckle the matrices, or two intensities."""
        from mulog.mulog_algorithm import run_mulog

        looks = max(1.0, self.looks * self.share)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if not has_c12:
                out = c2.copy()
                for channel in (0, 3):
                    out[channel] = np.real(run_mulog(np.maximum(c2[channel], 1e-9), looks, self._denoiser))
                return out
            matrices = np.zeros((*c2.shape[1:], 2, 2), complex)
            matrices[..., 0, 0], matrices[..., 1, 1] = c2[0], c2[3]
            matrices[..., 0, 1] = c2[1] + 1j * c2[2]
            matrices[..., 1, 0] = c2[1] - 1j * c2[2]
            found = run_mulog(matrices, looks, self._denoiser)
        c12 = found[..., 0, 1]
        return np.stack([found[..., 0, 0].real, c12.real, c12.imag, found[..., 1, 1].real])


@dataclass(frozen=True)
class Peer:
    """Settings of one method.

    Attributes
    ----------
    package
        Must be installed.
    build
        Makes the method from one of its settings.
    settings
        Tried on the simulated scenes; the one with the highest PSNR counts.
    real
        Used on the real pairs: the setting of the published comparison, which is the best known there.
    """

    package: str
    build: Callable[[Any], OneByOne]
    settings: tuple[Any, ...]
    real: Any


KNOWN = {
    "sar2sar": Peer("deepdespeckling", Sar2Sar, tuple((a, b) for a in (300.0, 500.0, 1000.0) for b in (500.0, 1000.0)),
                    (300.0, 300.0)),
    "mulog-tv": Peer("mulog", lambda share: Mulog("tv", share), (0.5, 0.7, 1.0, 1.4, 2.0), 1.0),
    "mulog-bm3d": Peer("mulog", lambda share: Mulog("bm3d", share), (1.0,), 1.0),
}


@dataclass(frozen=True)
class Finished:
    """An answer that is there already: these methods see one date, so the second changes nothing."""

    answer: Answer
    name: str = ""
    threshold: float | None = None

    def __call__(self, first: Array, second: Array, *, has_c12: bool = True) -> Answer:
        """The answer."""
        return self.answer


def on_scenes(method: OneByOne, scenes: tuple[Any, ...]) -> dict[str, Any]:
    """Figures of the mean over the scenes, and CPU seconds per megapixel."""
    from mtdn_core.evaluation.record import mean_figures
    from mtdn_core.evaluation.simulated import evaluate_scene

    found, seconds = {}, 0.0
    for scene in scenes:
        method.looks = float(scene.looks)
        start = time.process_time()
        noisy = scene.noisy1.astype(np.float64)
        answer = method(noisy, noisy, has_c12=scene.has_c12)
        seconds += time.process_time() - start
        found[scene.name] = evaluate_scene(scene, Finished(answer))
    pixels = sum(scene.noisy1[0].size for scene in scenes)
    scenes = {name: figures["psnr_one"] for name, figures in found.items()}
    return {"mean": mean_figures(found), "scenes": scenes, "cpu_seconds_per_megapixel": seconds / pixels * 1e6}


def run(options: argparse.Namespace) -> None:
    """Measure what is installed; rows of what is not stay as they are."""
    from mtdn_core.evaluation.record import RecordSettings, despeckling, machine
    from mtdn_core.evaluation.report import jsonable

    settings = RecordSettings.of(options.data, options.scenes)
    path: Path = options.output
    known: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    rows: dict[str, Any] = known.get("rows", {})
    for key in options.only or list(KNOWN):
        peer = KNOWN[key]
        if util.find_spec(peer.package) is None:
            say(f"{key}: '{peer.package}' is not installed, left out")
            continue
        tried: dict[str, Any] = {}
        best: OneByOne | None = None
        for value in peer.settings:
            method = peer.build(value)
            tried[method.name] = on_scenes(method, settings.scenes)
            score = sum(tried[method.name]["mean"]["psnr_one"])
            say(f"{method.name}: PSNR {tried[method.name]['mean']['psnr_one']}, "
                f"{tried[method.name]['cpu_seconds_per_megapixel']:.0f} CPU s/Mpx")
            if best is None or score > sum(tried[best.name]["mean"]["psnr_one"]):
                best = method
        assert best is not None
        row = {"name": best.name, "versions": {name: metadata.version(name) for name in PEERS[key].packages},
               "date": datetime.date.today().isoformat(), "command": COMMAND, "machine": machine(),
               "tried": {name: found["mean"]["psnr_one"] for name, found in tried.items()},
               "simulated": tried[best.name]["mean"], "scenes": tried[best.name]["scenes"],
               "cpu_seconds_per_megapixel": tried[best.name]["cpu_seconds_per_megapixel"]}
        if settings.pairs:
            real = peer.build(peer.real)
            row["despeckling"] = {**despeckling(settings.pairs, real, has_c12=settings.has_c12), "name": real.name}
            row["patches"] = len(settings.pairs)
        rows[key] = row
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        record = {"rows": {name: rows[name] for name in KNOWN if name in rows}}
        part.write_text(json.dumps(jsonable(record), indent=1) + "\n", "utf-8")
        os.replace(part, path)
    say(f"Written: {path}")


def main(argv: list[str] | None = None) -> int:
    """Run the tool; 1 after an error."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=list(KNOWN), help="methods (default: all that are installed)")
    parser.add_argument("--scenes", type=int, default=10, help="simulated test scenes (default: 10)")
    parser.add_argument("--data", help="folder of test data (default: $MTDN_SHARED/data or ../shared/data)")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "peers.json", help="figures to write")
    torch.set_num_threads(1)
    try:
        run(parser.parse_args(argv))
    except MtdnError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
