"""The published loss and schedule: what counts in the loss, what a sample is, modes, resuming."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader

from tests.pairs import estimate_pair

pytest.importorskip("lightning", reason="training needs Lightning")

from mtdn_core.training import run
from mtdn_core.training.config import TrainConfig, load_config
from mtdn_core.training.paper import VALIDATION, PaperModule, paper_loss
from mtdn_core.training.run import build_model, build_module, main
from mtdn_core.training.samples import Samples
from mtdn_core.training.simulation.pairs import UNKNOWN
from mtdn_core.training.stacks import Stacks

CONFIGS = Path(run.__file__).parent / "configs"


def tiny(**changes: Any) -> TrainConfig:
    return replace(TrainConfig("tiny", "mtdn-published", batch=1, size=12, steps=4, epoch=2, device="cpu",
                               learning_rate=1e-3), **changes)


def made(config: TrainConfig) -> PaperModule:
    torch.manual_seed(config.seed)
    module = build_module(build_model(config), config)
    assert isinstance(module, PaperModule)
    return module


def places(count: int, size: int = 30) -> Stacks:
    rng = np.random.default_rng(0)
    return Stacks({str(i): rng.gamma(8, 0.01 * (i + 1), (12, 2, size, size)).astype(np.float32) for i in range(count)})


def fit(module: PaperModule, steps: int, start: Path | None = None) -> Any:
    import lightning as L

    trainer = L.Trainer(accelerator="cpu", max_steps=steps, logger=False, enable_progress_bar=False,
                        enable_checkpointing=False, enable_model_summary=False)
    trainer.fit(module, ckpt_path=None if start is None else str(start))
    return trainer


def test_the_loss_is_the_published_one() -> None:
    torch.manual_seed(0)
    logits, out, target = torch.randn(1, 2, 12, 12), torch.randn(1, 7, 12, 12), torch.randn(1, 7, 12, 12)
    label = torch.randint(0, 2, (1, 12, 12))
    everywhere = torch.ones(1, 1, 12, 12, dtype=torch.bool)
    steady = 1.0 - logits.argmax(1, keepdim=True).float()
    expected = 10 * F.cross_entropy(logits, label) + ((steady * out - steady * target) ** 2).mean()
    assert float(paper_loss(logits, out, target, label, everywhere)) == pytest.approx(float(expected), rel=1e-5)


def test_changed_and_unmeasured_pixels_do_not_count() -> None:
    logits = torch.zeros(1, 2, 12, 12)
    logits[:, 0] = 3.0
    logits[:, :, :4] = torch.tensor([-3.0, 3.0]).view(1, 2, 1, 1)  # the first four rows are called changed
    usable = torch.ones(1, 1, 12, 12, dtype=torch.bool)
    usable[..., -4:, :] = False  # and the last four were not measured
    label = torch.zeros(1, 12, 12, dtype=torch.int64)
    out = torch.ones(1, 7, 12, 12, requires_grad=True)
    target = torch.zeros(1, 7, 12, 12)
    before = paper_loss(logits, out, target, label, usable)
    before.backward()
    assert out.grad is not None
    weight = out.grad.abs().sum((0, 1, 3))
    assert (weight[:4] == 0).all() and (weight[-4:] == 0).all() and (weight[4:8] > 0).all()
    spoilt = target.clone()
    spoilt[..., :4, :], spoilt[..., -4:, :] = 1e6, -1e6
    assert float(paper_loss(logits, out, spoilt, label, usable).detach()) == float(before.detach())
    unknown = torch.full_like(label, UNKNOWN)
    assert torch.isfinite(paper_loss(logits, out, target, unknown, usable)), "a crop without a single known label"


def test_samples_are_pairs_of_which_the_loss_takes_both_kinds() -> None:
    config = tiny(size=48, batch=2, real_batch=2, pairs={"many": 0.0, "c12_absent": 1.0})
    samples = Samples(config, 0, 0, 1, alone=False)
    samples.stacks = places(1, 60)
    simulated, real = samples.draw(0)
    assert simulated.referenced and real.referenced and real.real and not simulated.real
    module = made(config).eval()
    torch.nn.init.zeros_(module.model.cd_net.classifier[-1].weight)  # no pixel is called changed
    module.model.cd_net.classifier[-1].bias.data = torch.tensor([1.0, 0.0])
    known = real.sample.weight > 0
    known[..., :5] = False
    real = real._replace(sample=real.sample._replace(weight=known.float()))

    def loss(truth: torch.Tensor) -> float:
        with torch.no_grad():
            return float(module.loss([simulated, real._replace(sample=real.sample._replace(truth=truth))]))

    truth = real.sample.truth
    before = loss(truth)
    assert loss(torch.where(known, truth, 1e6)) == pytest.approx(before), "where the target is not known it does not count"
    assert loss(torch.full_like(truth, 10.0)) > before + 0.1


def test_validation_gives_the_mode_back_and_sees_other_samples() -> None:
    module = made(tiny())
    module.train()
    statistics = module.model.cd_net.resnet.bn1.running_mean.clone()
    first, again = module.validate(), module.validate()
    assert module.model.training and module.model.cd_net.training
    assert first == again, "the same samples each time"
    assert torch.equal(module.model.cd_net.resnet.bn1.running_mean, statistics), "nothing is learnt from them"
    samples = Samples(module.config, 0, 0, 1, alone=False)
    training, validation = (samples.draw(step)[0].sample for step in (0, VALIDATION))
    assert not torch.equal(training.own, validation.own)


def test_residual_blocks_start_orthogonal() -> None:
    model = made(tiny()).model
    kernel = model.net1.Fea_extra.fea_extraction[2].conv1.weight.flatten(1)
    assert torch.allclose(kernel @ kernel.T, torch.eye(64), atol=1e-4)


@pytest.mark.filterwarnings("ignore")
def test_a_few_steps_lower_the_loss_and_follow_the_schedule() -> None:
    module = made(tiny(size=20, steps=12, epoch=1))
    batch = Samples(module.config, 0, 0, 1, alone=False).draw(0)
    module.validate = lambda: 1.0  # type: ignore[method-assign]
    module.train_dataloader = lambda: DataLoader([batch] * 12, batch_size=None)  # type: ignore[method-assign, arg-type]
    module.eval()
    with torch.no_grad():
        before = float(module.loss(batch))
    module.train()
    trainer = fit(module, 12)
    assert trainer.global_step == 12, "a step of both optimisers is one step"
    module.eval()
    with torch.no_grad():
        after = float(module.loss(batch))
    assert after < 0.9 * before
    adam, sgd = trainer.optimizers
    assert sgd.param_groups[0]["lr"] == pytest.approx(0.005), "halved after ten epochs"
    assert adam.param_groups[0]["lr"] == pytest.approx(0.00025), "halved twice by a loss that stands still"
    assert adam.param_groups[0]["betas"] == (0.9, 0.99) and sgd.param_groups[0]["weight_decay"] == 5e-4


CONFIG = """
name = "tiny"
architecture = "mtdn-published"
output = "{folder}"
checkpoints = "{folder}/checkpoints"
stacks = "{stacks}"
steps = 4
epoch = 2
batch = 1
real_batch = 1
size = 12
device = "cpu"
[pairs]
real_scene = 0.5
many = 0.0
"""


@pytest.mark.filterwarnings("ignore")
def test_a_resumed_run_ends_where_an_uninterrupted_one_does(tmp_path: Path) -> None:
    from safetensors.torch import load_file

    from mtdn_core.model.load import load_model

    stacks = tmp_path / "stacks.npz"
    np.savez(stacks, **{str(i): s.numpy() for i, s in enumerate(places(2).series)})
    paths = {}
    for name in ("whole", "cut"):
        folder = tmp_path / name
        paths[name] = tmp_path / f"{name}.toml"
        paths[name].write_text(CONFIG.format(folder=folder.as_posix(), stacks=stacks.as_posix()), "utf-8")
    assert main(str(paths["whole"])) == 0
    config = load_config(paths["cut"])
    import lightning as L

    L.seed_everything(config.seed, verbose=False)
    fit(build_module(build_model(config), config), 2).save_checkpoint(Path(config.checkpoints) / "tiny-last.ckpt")
    assert main(str(paths["cut"])) == 0
    one, two = (load_file(tmp_path / name / "tiny.safetensors") for name in ("whole", "cut"))
    for key, value in one.items():
        assert torch.allclose(value.double(), two[key].double(), atol=1e-6), key
    card = json.loads((tmp_path / "whole" / "tiny.json").read_text("utf-8"))
    assert card["representation"]["kind"] == "published" and card["training"]["steps"] == 4
    model = load_model(tmp_path / "whole" / "tiny.json")
    image = torch.rand(1, 4, 12, 12) * torch.tensor([1.0, 0, 0, 0.2]).view(1, 4, 1, 1)
    mask = torch.ones(1, 1, 12, 12, dtype=torch.bool)
    assert torch.isfinite(estimate_pair(model, image, image, mask, mask, has_c12=False).date1).all()


def test_the_published_configuration_is_the_published_schedule() -> None:
    config = load_config(CONFIGS / "mtdn-published.toml")
    module = made(replace(config, stacks="", size=12, batch=1))
    assert (config.batch + config.real_batch, config.size, config.steps // config.epoch) == (20, 100, 100)
    optimisers, schedules = module.configure_optimizers()
    assert [type(o).__name__ for o in optimisers] == ["Adam", "SGD"]
    assert schedules[0]["scheduler"].patience == 25, "a quarter of the epochs"
    parameters = sum(len(group["params"]) for o in optimisers for group in o.param_groups)
    assert parameters == len(list(module.model.parameters())), "every part has its optimiser"
