import anyio
import anyio.lowlevel
import pytest

from holdspace.work.local import LocalLock, SeededDice, SystemClock, SystemDice

pytestmark = pytest.mark.anyio


def test_dice_stay_inside_their_sides() -> None:
    for dice in (SystemDice(), SeededDice()):
        assert {dice.pick(3) for _ in range(200)} == {0, 1, 2}


def test_seeded_dice_fall_the_same_each_time() -> None:
    one, other = SeededDice("a"), SeededDice("a")
    assert [one.pick(6) for _ in range(20)] == [other.pick(6) for _ in range(20)]
    assert SeededDice("a").id() != SeededDice("b").id()


def test_ids_hold_128_bits_and_never_repeat() -> None:
    ids = {SystemDice().id() for _ in range(200)}
    assert len(ids) == 200
    assert all(len(one) >= 22 for one in ids)


def test_the_clock_tells_utc() -> None:
    offset = SystemClock().now().utcoffset()
    assert offset is not None
    assert not offset


async def test_a_key_is_held_by_one_at_a_time_and_others_wait_in_turn() -> None:
    lock, order = LocalLock(), []

    async def visit(name: str) -> None:
        async with lock.hold("visit"):
            order.append(f"{name} in")
            await anyio.lowlevel.checkpoint()
            order.append(f"{name} out")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(visit, "a")
        tasks.start_soon(visit, "b")
    assert order == ["a in", "a out", "b in", "b out"]


async def test_different_keys_do_not_wait_for_each_other() -> None:
    lock = LocalLock()
    async with lock.hold("one"), lock.hold("other"):
        pass


async def test_a_lock_forgets_a_key_nobody_holds() -> None:
    lock = LocalLock()
    async with lock.hold("visit"):
        pass
    assert not lock._locks  # nothing piles up
