"""Classic speckle filters, the yardsticks of the evaluation."""

from mtdn_core.filters.classic import FILTERS, filter_pair, make_filter

__all__ = ["FILTERS", "filter_pair", "make_filter"]
