"""Holdspace: a private, self-hosted, unhurried place to be heard."""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["converse"]


def __getattr__(name: str) -> Any:
    """Bring `converse` when it is asked for, so that importing Holdspace loads nothing."""
    if name == "converse":
        return import_module("holdspace.app").converse
    raise AttributeError(f"module 'holdspace' has no attribute {name!r}")
