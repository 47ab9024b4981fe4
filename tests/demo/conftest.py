from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from holdspace import demo
from holdspace.demo.book import Book


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[demo.Stage]:
    """The house she lives in, with its models in memory."""
    made = demo.stage(tmp_path_factory.mktemp("wren"))
    yield made
    demo.close(made)


@pytest.fixture(scope="session")
def book(stage: demo.Stage) -> Book:
    """Her sixteen weeks, played once."""
    return anyio.run(demo.play, stage)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
