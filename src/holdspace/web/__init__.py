"""The client's front door: pages, streaming, offline."""

from holdspace.web.door import build
from holdspace.web.house import House

__all__ = ["House", "build"]
