"""Training: losses against theory, resuming, joining processes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from mtdn_core.errors import ConfigError
from mtdn_core.training.config import load_config
from mtdn_core.training.losses import change_loss, wishart_deviance
from tests.pairs import estimate_pair

CONFIG = """
name = "tiny"
output = "{folder}"
checkpoints = "{folder}/checkpoints"
stacks = "{stacks}"
real_batch = 1
steps = {steps}
batch = 1
size = 48
device = "cpu"
devices = {devices}
{extra}
[settings]
widths = [8, 8, 8]
blocks = [1, 1, 1]
change_widths = [4, 4, 4]
"""


def write_config(folder: Path, name: str, steps: int, devices: int = 1, stacks: str = "", extra: str = "") -> Path:
    path = folder / f"{name}.toml"
    values = {"folder": (folder / name).as_posix(), "steps": steps, "devices": devices, "stacks": stacks, "extra": extra}
    path.write_text(CONFIG.format(**values), "utf-8")
    return path


def c2(*values: float) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.double).view(1, 4, 1, 1)


def test_deviance_is_zero_at_the_truth_and_matches_the_matrix_formula() -> None:
    truth, estimate = c2(2.0, 0.3, -0.4, 1.0), c2(1.5, 0.1, 0.2, 1.4)
    assert float(wishart_deviance(truth, truth)) == pytest.approx(0, abs=1e-9)

    def matrix(v: torch.Tensor) -> np.ndarray:
        a, re, im, b = v.flatten().tolist()
        return np.array([[1.01 * a, re + 1j * im], [re - 1j * im, 1.01 * b]])

    product = np.linalg.inv(matrix(estimate)) @ matrix(truth)
    expected = np.trace(product).real - np.log(np.linalg.det(product).real) - 2
    assert float(wishart_deviance(estimate, truth)) == pytest.approx(expected, rel=1e-9)


def test_deviance_is_smallest_at_the_mean_of_noisy_targets() -> None:
    torch.manual_seed(0)
    targets = torch.distributions.Gamma(4.0, 4.0).sample((4000, 2)).double()
    zeros = torch.zeros(4000)
    noisy = torch.stack([targets[:, 0], zeros, zeros, targets[:, 1]], 1)[:, :, None, None]
    losses = {g: float(wishart_deviance(c2(g, 0, 0, g).expand(4000, 4, 1, 1), noisy).mean()) for g in (0.9, 1.0, 1.1)}
    assert min(losses, key=lambda g: losses[g]) == 1.0


def test_deviance_does_not_depend_on_the_scale() -> None:
    truth, estimate = c2(2.0, 0.3, -0.4, 1.0).float(), c2(1.5, 0.1, 0.2, 1.4).float()
    base = float(wishart_deviance(estimate, truth))
    for factor in (1e-6, 1e6):
        assert float(wishart_deviance(estimate * factor, truth * factor)) == pytest.approx(base, rel=1e-4)


def test_change_loss_skips_unknown_pixels() -> None:
    logit = torch.full((1, 1, 4, 4), -5.0)
    logit[:, :, 0] = 9  # the first row says "changed"
    change = torch.zeros(1, 4, 4, dtype=torch.int64)
    change[:, 0] = 255
    mask = torch.ones(1, 1, 4, 4, dtype=torch.bool)
    unknown = float(change_loss(logit, change, mask))
    change[:, 0] = 0
    assert float(change_loss(logit, change, mask)) > unknown + 1
    assert float(change_loss(logit, change + 255, mask)) == 0


@pytest.mark.parametrize(
    "line",
    ['name = "../escape"', "steps = 1.5", 'device = "tpu"', 'loss = "huber"', "batch = -1", "threads = true",
     "settings = {widths = [20000, 1, 1]}", "pairs = {sizes = 3}", 'frozen = ["head"]', 'architecture = "unet"'],
)
def test_wrong_settings_are_named(tmp_path: Path, line: str) -> None:
    from mtdn_core.errors import MtdnError
    from mtdn_core.training.run import build_model, prepare

    path = tmp_path / "bad.toml"
    path.write_text(line if line.startswith("name") else f'name = "x"\n{line}\n')
    with pytest.raises(MtdnError):
        config = load_config(path)
        prepare(build_model(config), config)
    assert not (tmp_path.parent / "escape.json").exists()


def test_unknown_keys_are_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('name = "x"\nstepps = 3\n')
    with pytest.raises(ConfigError, match="stepps"):
        load_config(path)


def test_missing_stacks_are_said_in_words(tmp_path: Path) -> None:
    from mtdn_core.training.stacks import Stacks

    with pytest.raises(ConfigError, match=r"mtdn_core\.training\.stacks"):
        Stacks.load(tmp_path / "none.npz")


def test_the_command_of_stacks_makes_its_folder_or_says_what_is_missing(tmp_path: Path, tools: Any, capsys: Any) -> None:
    pytest.importorskip("osgeo.gdal")
    from mtdn_core.training import stacks as module

    output = tmp_path / "new" / "stacks.npz"
    assert module.main([str(tmp_path), str(output)]) == 1 and "holds no series" in capsys.readouterr().err
    folder = tmp_path / "data" / "opera_rtc_s1" / "site"
    folder.mkdir(parents=True)
    for day in (1, 13):
        for band, polarisation in zip(tools.speckled(50, 60, seed=day), ("VV", "VH")):
            tools.write(folder / f"a_202406{day:02}T010203Z_{polarisation}.tif", band[None])
    assert module.main([str(tmp_path / "data"), str(output)]) == 0
    assert np.load(output)["site"].shape == (2, 2, 50, 60)


@pytest.fixture(scope="module")
def stacks(tmp_path_factory: pytest.TempPathFactory) -> str:
    rng = np.random.default_rng(0)
    path = tmp_path_factory.mktemp("stacks") / "stacks.npz"
    ground = rng.gamma(2, 0.05, (1, 2, 70, 60))
    stack = (ground * rng.gamma(8, 1 / 8, (12, 2, 70, 60))).astype(np.float32)
    stack[2, :, :9] = np.nan
    np.savez(path, site=stack)
    return path.as_posix()


def bare_trainer(steps: int) -> Any:
    """Lightning's trainer as the product sets it up, without checkpoints of its own."""
    import lightning as L

    return L.Trainer(
        accelerator="cpu",
        max_steps=steps,
        logger=False,
        enable_progress_bar=False,
        enable_checkpointing=False,
        gradient_clip_val=1.0,
    )


def weights(folder: Path) -> dict[str, torch.Tensor]:
    from safetensors.torch import load_file

    return load_file(folder / "tiny.safetensors")


@pytest.mark.filterwarnings("ignore")
def test_a_resumed_run_ends_where_an_uninterrupted_one_does(tmp_path: Path, stacks: str) -> None:
    pytest.importorskip("lightning", reason="training needs Lightning")
    from mtdn_core.model.load import load_model
    from mtdn_core.training.module import TrainingModule
    from mtdn_core.training.run import build_model, main

    whole = write_config(tmp_path, "whole", 4, stacks=stacks)
    assert main(str(whole)) == 0
    # stop the second run after two of its four steps, as a cut would, and call the same command again
    cut = write_config(tmp_path, "cut", 4, stacks=stacks)
    import lightning as L

    config = load_config(cut)
    L.seed_everything(config.seed, verbose=False)
    module = TrainingModule(build_model(config), config)
    trainer = bare_trainer(2)
    trainer.fit(module)
    trainer.save_checkpoint(Path(config.checkpoints) / "tiny-last.ckpt")
    assert main(str(cut)) == 0
    one, two = weights(tmp_path / "whole"), weights(tmp_path / "cut")
    fresh = build_model(config).state_dict()
    for key in one:
        assert torch.allclose(one[key], two[key], atol=1e-6), key
    assert any(not torch.equal(one[key], fresh[key]) for key in one)
    card = json.loads((tmp_path / "whole" / "tiny.json").read_text("utf-8"))
    assert card["training"]["steps"] == 4
    model = load_model(tmp_path / "whole" / "tiny.json")
    image = torch.rand(1, 4, 16, 16) * torch.tensor([1.0, 0, 0, 0.2]).view(1, 4, 1, 1) + 1e-3
    image[:, 1:3] = 0
    mask = torch.ones(1, 1, 16, 16, dtype=torch.bool)
    assert torch.isfinite(estimate_pair(model, image, image, mask, mask, has_c12=False).date1).all()


@pytest.mark.filterwarnings("ignore")
def test_training_lowers_the_loss(tmp_path: Path) -> None:
    pytest.importorskip("lightning", reason="training needs Lightning")
    import lightning as L

    from mtdn_core.training.module import TrainingModule
    from mtdn_core.training.run import build_model
    from mtdn_core.training.samples import Samples

    config = load_config(write_config(tmp_path, "learn", 60, extra="learning_rate = 0.004"))
    L.seed_everything(3, verbose=False)
    module = TrainingModule(build_model(config), config)

    def loss(model: TrainingModule) -> float:
        with torch.no_grad():
            batches = [batch for step in Samples(config, 0, 10_000, 10_004) for batch in step if batch.referenced]
            return sum(float(model.loss(batch)) for batch in batches)

    before = loss(module)
    bare_trainer(60).fit(module)
    assert loss(module) < 0.9 * before


def test_injected_change_is_where_the_label_says() -> None:
    from mtdn_core.training.real import inject_change
    from mtdn_core.training.simulation.ground import Rng

    first = torch.full((4, 64, 64), 0.1)
    first[1:3] = 0.02
    second = first * torch.where(torch.arange(64) < 8, 3.0, 1.0)  # a change of its own along one side
    valid = torch.ones(1, 64, 64, dtype=torch.bool)
    seen = set()
    for seed in range(12):
        changed, label, gain = inject_change(Rng(seed), first, second, valid)
        assert torch.equal(changed, second * gain)
        ratio = (changed / second)[[0, 3]].log10().abs().amax(0) * 10
        assert bool((ratio[label == 1] > 1.5).all()) and bool((ratio[label == 0] < 1e-3).all())
        assert bool((label[20:40, :6] != 0).all())
        det = changed[0] * changed[3] - changed[1] ** 2 - changed[2] ** 2
        assert bool((det > 0).all())
        seen |= set(label[:, 20:].unique().tolist())
    assert {0, 1} <= seen


def test_real_samples_keep_reference_and_target_apart() -> None:
    from mtdn_core.training.config import PairSettings
    from mtdn_core.training.real import real_sample
    from mtdn_core.training.simulation.ground import Rng
    from mtdn_core.training.stacks import Stacks

    ground = np.linspace(0.05, 0.4, 60 * 60).reshape(60, 60)
    speckle = np.random.default_rng(1).gamma(8, 1 / 8, (20, 2, 60, 60))
    stacks = Stacks({"place": (ground * speckle).astype(np.float32)})
    for many in (0.0, 1.0):
        sample = real_sample(Rng(3), stacks, PairSettings(48, many=many, single=0), referenced=True)
        assert sample.own.shape == sample.reference.shape == (2, 48, 48) and sample.weight.mean() > 0.5
        good = (sample.weight > 0)[0] & (sample.change == 0)
        error = {
            name: float((image / sample.truth)[:, good].log().std())
            for name, image in (("own", sample.own), ("reference", sample.reference))
        }
        assert 0.25 < error["own"] < 0.5
        assert (float(sample.dates.mean()) > 2) == (many > 0)
        assert (error["reference"] < 0.6 * error["own"]) == (many > 0)


def test_training_of_the_wide_model_starts_from_the_compact_one(tmp_path: Path) -> None:
    from mtdn_core.model.load import load_model
    from mtdn_core.training.config import TrainConfig
    from mtdn_core.training.run import build_model, prepare

    frozen = ["trunk", "kernels", "mixing"]
    config = TrainConfig("x", architecture="mtdn-wide", start=["mtdn-lite"], frozen=frozen)  # the former name
    shipped = load_model("mtdn-compact")
    config = replace(config, settings=shipped.card.settings)
    model = prepare(build_model(config), config)
    assert all(torch.equal(model.state_dict()[name], value) for name, value in shipped.state_dict().items())
    free = {name.split(".")[0] for name, p in model.named_parameters() if p.requires_grad}
    assert "trunk" not in free and {"detector", "despeckler", "evidence"} <= free


@pytest.mark.parametrize("path", sorted((Path(__file__).resolve().parents[2] / "mtdn_core/training/configs").glob("*.toml")))
def test_shipped_configurations_are_valid(path: Path) -> None:
    from mtdn_core.model.load import model_settings

    config = load_config(path)
    assert config.name == path.stem
    model_settings(config.architecture, config.settings, config.name)


def test_stacks_without_a_place_of_the_size_are_named() -> None:
    from mtdn_core.training.simulation.ground import Rng
    from mtdn_core.training.stacks import Stacks

    stacks = Stacks({"small": torch.rand(9, 2, 40, 40).numpy()})
    for draw in (lambda rng: stacks.pair(rng, 64, False), lambda rng: stacks.one(rng, 64, 8)):
        with pytest.raises(ConfigError, match="of 64 x 64 pixels"):
            draw(Rng(1))
