"""The lines of the chair are Wren's own: each stands word for word in what she writes, in its week and in that order."""

import pytest

from holdspace.desk.reflect.chair import Scene, chair

# The fixture is of another room, made in the same days; once it is there, this holds the two together.
fixture = pytest.importorskip("holdspace.demo.fixture")


@pytest.mark.parametrize("scene", chair().scenes, ids=lambda scene: scene.id)
def test_each_line_stands_in_one_visit_of_its_week_in_order(scene: Scene) -> None:
    said = (*scene.before, scene.says)
    visits = [visit for visit in fixture.visits() if visit.week == scene.week]
    assert any(_in_order(said, visit.lines) for visit in visits)


def _in_order(said: tuple[str, ...], lines: tuple[str, ...]) -> bool:
    rest = iter(lines)
    return all(each in rest for each in said)
