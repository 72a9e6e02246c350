"""Dual-polarisation quantities: units, the covariance matrix C2 and its m-chi decomposition."""
