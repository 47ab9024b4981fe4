"""Holdspace: a private, self-hosted, unhurried place to be heard."""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["converse", "hear"]


def __getattr__(name: str) -> Any:
    """Bring `converse` and `hear` when they are asked for, so that importing Holdspace loads nothing."""
    if name in __all__:
        return getattr(import_module("holdspace.app"), name)
    raise AttributeError(f"module 'holdspace' has no attribute {name!r}")
