"""The published network, exact: despeckling (DSDN), change detection (TSCD), checkpoints."""
