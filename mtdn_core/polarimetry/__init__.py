"""Dual-polarisation quantities: units, and what the covariance matrix C2 says."""
