"""``python -m mtdn_core train CONFIG``: train, resume, and write the weights with their card."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from mtdn_core.errors import ConfigError, MissingDependencyError, ModelError, MtdnError
from mtdn_core.model.card import LOCAL_LOG, PUBLISHED, WEIGHTS_SUFFIX, write_model
from mtdn_core.model.load import load_model, model_settings, new_network
from mtdn_core.training.config import TrainConfig, load_config


def build_model(config: TrainConfig) -> Any:
    """A fresh model of the configuration's architecture.

    Raises :class:`ModelError` if there is no such architecture, or it does not take the settings.
    """
    return new_network(config.architecture, model_settings(config.architecture, config.settings, config.name))


def prepare(model: Any, config: TrainConfig) -> Any:
    """Take over the weights of the model to start from, and freeze what is not trained."""
    for start in config.start:
        known = model.state_dict()
        given = load_model(start).state_dict()
        fits = {name: value for name, value in given.items() if name in known and known[name].shape == value.shape}
        if not fits:
            raise ModelError(
                f"no weights of '{start}' fit '{config.architecture}'", "a model that shares layers with it",
                "change 'start', or leave it out",
            )
        model.load_state_dict({**known, **fits})
    for name in config.frozen:
        try:
            model.get_submodule(name).requires_grad_(False)
        except AttributeError as error:
            known = sorted({key.split(".")[0] for key, _ in model.named_parameters()})
            raise ConfigError(f"'frozen' names '{name}'", f"submodules: {', '.join(known)}", "correct it") from error
    return model


def build_module(model: Any, config: TrainConfig) -> Any:
    if config.architecture == "mtdn-published":
        from mtdn_core.training.paper import PaperModule

        return PaperModule(model, config)
    from mtdn_core.training.module import TrainingModule

    return TrainingModule(model, config)


def _commit() -> str:
    try:
        done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, timeout=10, check=False)
    except OSError:
        return "unknown"
    return done.stdout.strip() or "unknown"


def export(module: Any, config: TrainConfig, config_path: str, steps: int, seconds: float) -> Path:
    """Write the averaged weights as safetensors and the card beside them; returns the card's path."""
    folder = Path(config.output)
    folder.mkdir(parents=True, exist_ok=True)
    real = "real Sentinel-1 stacks (OPERA RTC-S1, Myanmar GRD, WorldCereal composites)" if config.stacks else "none"
    return write_model(
        folder / f"{config.name}{WEIGHTS_SUFFIX}", module.weights(), architecture=config.architecture,
        settings=dict(config.settings), representation=PUBLISHED if config.architecture == "mtdn-published" else LOCAL_LOG,
        training={
            "data": "simulated dual-polarisation scenes with truth (mtdn_core.training.simulation)", "real_data": real,
            "command": f"python -m mtdn_core train {Path(config_path).as_posix()}", "commit": _commit(), "steps": steps,
            "batch": config.batch, "crop": config.size, "seed": config.seed, "seconds": round(seconds),
        },
        limits=[
            "Sentinel-1 C band, 10 m to 30 m; other sensors were not measured",
            "change means a step of backscatter above about 1.5 dB, whatever its cause",
        ],
    )


def main(config_path: str) -> int:
    """Train by a configuration file; continues from its last checkpoint when there is one.

    Raises :class:`MissingDependencyError` if Lightning is not installed.
    """
    try:
        import lightning as L
        import torch
        from lightning.pytorch.callbacks import ModelCheckpoint, Timer
    except ImportError as error:
        raise MissingDependencyError(
            f"training needs '{error.name}', which is not installed", "Lightning",
            f"run: {sys.executable} -m pip install lightning",
        ) from error
    config = load_config(config_path)
    for made in (config.output, config.checkpoints):  # not after hours of training
        Path(made).mkdir(parents=True, exist_ok=True)
    if config.threads:
        torch.set_num_threads(config.threads)
    L.seed_everything(config.seed, verbose=False)
    module = build_module(prepare(build_model(config), config), config)
    folder = Path(config.checkpoints)
    keep = ModelCheckpoint(
        dirpath=folder, filename=config.name + "-{step}", every_n_train_steps=250, save_last=True, save_top_k=1, monitor="step",
        mode="max",
    )
    keep.CHECKPOINT_NAME_LAST = f"{config.name}-last"
    callbacks: list[Any] = [keep]
    if config.hours:
        callbacks.append(Timer(timedelta(hours=config.hours), interval="step"))
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = config.tf32
    torch.backends.cudnn.benchmark = True  # crops of one size
    # layers of a model may be unused for a step or a whole configuration
    strategy = "ddp_find_unused_parameters_true" if config.devices > 1 else "auto"
    trainer = L.Trainer(
        accelerator={"cuda": "gpu"}.get(config.device, config.device), devices=config.devices, strategy=strategy,
        max_steps=config.steps, callbacks=callbacks, gradient_clip_val=module.gradient_clip, logger=False,
        enable_progress_bar=sys.stderr.isatty(), enable_model_summary=False, log_every_n_steps=50,
        use_distributed_sampler=False,
    )
    last = folder / f"{config.name}-last.ckpt"
    started = time.monotonic()
    try:
        if last.exists():
            if not last.is_file():
                raise ValueError("it is no file")
            torch.load(last, map_location="cpu", weights_only=True)  # Lightning would run the code in one from elsewhere
        trainer.fit(module, ckpt_path=str(last) if last.exists() else None)
    except Exception as error:  # damage shows in many ways
        if not last.exists() or trainer.global_step or isinstance(error, MtdnError):
            raise
        raise ConfigError(
            f"The checkpoint '{last}' cannot be continued ({type(error).__name__}: {' '.join(str(error).split())[:300]})",
            "a checkpoint of the same configuration", "remove it to train anew, or restore the configuration",
        ) from error
    # by all processes: they meet in it, and the first one writes
    trainer.save_checkpoint(last)
    if trainer.is_global_zero:
        path = export(module, config, config_path, trainer.global_step, time.monotonic() - started)
        print(f"{config.name}: {trainer.global_step} of {config.steps} steps, weights and card at {path}")
    return 0
