"""Likelihoods as log odds, in which several opinions of one thing can be weighed and added."""

from math import exp, log

_SUREST = 1e-4  # nearer to certain a likelihood is not taken


def odds(likely: float) -> float:
    """Return the log odds of a likelihood."""
    held = min(max(likely, _SUREST), 1 - _SUREST)
    return log(held / (1 - held))


def likelihood(log_odds: float) -> float:
    """Return the likelihood that log odds stand for."""
    return float(1 / (1 + exp(-log_odds)))
