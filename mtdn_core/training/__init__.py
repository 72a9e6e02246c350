"""Training: configuration, samples, losses, the Lightning module, the run."""
