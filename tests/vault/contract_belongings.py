"""A plan and a draft belong to a person and to no visit: kept, changed, and let go for good."""

import pytest

from holdspace.domain.errors import VisitFull
from holdspace.domain.people import Private
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.vault.guest import MOST_PLAN_BYTES, MOST_VERSIONS
from holdspace.vault.loose import Belongings
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault
from tests.vault.filled import entry_ids


def test_plans_and_drafts_are_kept_changed_and_let_go(vault: Vault, keys: ClientKeys) -> None:
    belongings = Belongings(vault, keys)
    assert belongings.plans() == ()
    assert not belongings.draft()
    for words in ("one", "two", "two"):
        belongings.keep_plan(SafetyPlan(signs=Private(words)))
        belongings.keep_draft(Private(words))
    assert [v.safety_plan.signs.text for v in belongings.plans()] == ["two", "one"]
    assert [v.number for v in belongings.plans()] == [2, 1]
    assert belongings.draft() == Private("two")
    with pytest.raises(VisitFull):
        belongings.keep_plan(SafetyPlan(signs=Private("z" * (MOST_PLAN_BYTES + 1))))
    belongings.let_plan_go()
    belongings.let_plan_go()
    belongings.let_draft_go()
    assert belongings.plans() == ()
    assert not belongings.draft()
    assert entry_ids(vault) == set()


def test_the_oldest_versions_give_way_and_never_the_newest(vault: Vault, keys: ClientKeys) -> None:
    belongings = Belongings(vault, keys)
    for number in range(MOST_VERSIONS + 2):
        belongings.keep_plan(SafetyPlan(signs=Private(f"{number}")))
    assert len(belongings.plans()) == MOST_VERSIONS
    belongings.keep_plan(SafetyPlan(signs=Private("z" * MOST_PLAN_BYTES)))
    assert len(belongings.plans()) == 1
