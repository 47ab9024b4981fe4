"""Wren, who is made up, lives sixteen weeks in the real house; what comes of it is a small book of pages."""

from starlette.applications import Starlette

from holdspace.app import build_web
from holdspace.config import Settings
from holdspace.demo.book import Book
from holdspace.demo.fixture import lines_of, visits
from holdspace.demo.pages import build
from holdspace.demo.play import Stage, close, play, stage

__all__ = ["Book", "Stage", "book_door", "close", "lines_of", "play", "stage", "visits"]


def book_door(book: Book, stage: Stage) -> Starlette:
    """Return what serves the book: a front door for guests, where nothing can be kept, with the book laid over it."""
    return build(book, build_web(Settings(country=stage.who.country), stage.engine))
