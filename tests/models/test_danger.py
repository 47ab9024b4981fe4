"""The trained head turns likelihoods into evidence, on the sentence they were heard in."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import anyio
import pytest

from holdspace import shelf
from holdspace.domain.language import Parse
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import FAINT, HALF_HEARD, Lane, LaneLevel, Tier
from holdspace.domain.talk import Heard
from holdspace.models.encoder import Encoder, verify
from holdspace.models.encoder.upper import Upper
from holdspace.models.senses import EmbeddedSenses
from holdspace.models.senses.danger import RULED_OUT, DangerEar

CARD = shelf.read("models", "encoder", "en", "card.toml")


class Likelihoods:
    """Says what it was told to, and finds a meaning likely where a word of it stands."""

    def __init__(self, likely: Mapping[str, Mapping[str, float]]) -> None:
        self._likely = likely
        self.read_texts: list[str] = []
        self.read_after: set[str] = set()

    def read(self, texts: Sequence[str], before: str = "") -> tuple[Mapping[str, float], ...]:
        """Return the likelihoods of the words that stand in each text, else nothing is likely."""
        self.read_texts += texts
        self.read_after.add(before)
        return tuple(self._of(text) for text in texts)

    def _of(self, text: str) -> Mapping[str, float]:
        none = dict.fromkeys(CARD["thresholds"], 0.0)
        said = (told for word, told in self._likely.items() if word in text)
        return {**none, **next(said, {})}


def hear(text: str, likely: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str]]:
    """Return the rule and the words of each piece of evidence."""
    found = DangerEar(Likelihoods(likely)).listen(text).evidence
    return [(one.rule, text[slice(*one.span)].strip()) for one in found]


def test_a_likely_meaning_is_evidence_on_its_sentence() -> None:
    text = "The bus was late. I am the weight here. Then I had soup."
    assert hear(text, {"weight": {"R2": 0.99}}) == [("meaning-R2", "I am the weight here.")]


def test_the_highest_likely_tier_counts_with_those_below_it() -> None:
    likely = {"x": {"R2": 0.99, "R3": 0.99, "R4": 0.99}}
    (found,) = DangerEar(Likelihoods(likely)).listen("it is an x").evidence
    assert found.tier is Tier.R4


def test_a_line_is_read_in_the_light_of_what_went_before_it() -> None:
    encoder = Likelihoods({})
    DangerEar(encoder).listen("tonight at eight", "the van failed. Who takes it?")
    assert encoder.read_after == {"the van failed. Who takes it?"}


def test_a_message_of_several_pieces_says_itself_what_it_is_about() -> None:
    encoder = Likelihoods({})
    DangerEar(encoder).listen(
        "It rained all day and the bus was late again. " * 20, "the van failed"
    )
    assert encoder.read_after == {""}


def test_a_high_tier_without_the_one_below_is_not_believed() -> None:
    assert not hear("it is an x", {"x": {"R5": 0.99}})


def test_what_is_hardly_likely_is_nothing() -> None:
    assert not hear("it is an x", {"x": {"R2": CARD["faint"]["R2"] / 2}})


def test_a_faint_likelihood_calls_for_nothing_by_itself() -> None:
    (found,) = (
        DangerEar(Likelihoods({"x": {"R2": CARD["faint"]["R2"]}})).listen("it is an x").evidence
    )
    assert found.rule == FAINT
    assert found.tier is Tier.R0


def test_what_is_half_likely_is_half_heard() -> None:
    text = "it is an x and there was soup after it at home"
    found = DangerEar(Likelihoods({"x": {"R2": CARD["half"]["R2"]}})).listen(text).evidence
    assert [one.rule for one in found] == [HALF_HEARD, FAINT]
    assert max(one.tier for one in found) is Tier.R0


def test_overwhelm_that_is_not_quite_sure_is_heard_softly() -> None:
    (found,) = (
        DangerEar(Likelihoods({"x": {"D": CARD["faint"]["D"]}})).listen("it is an x").evidence
    )
    assert found.lane == LaneLevel(Lane.OVERWHELM, 1)
    (found,) = DangerEar(Likelihoods({"x": {"D": 0.99}})).listen("it is an x").evidence
    assert found.lane == LaneLevel(Lane.OVERWHELM)


def test_a_lane_comes_with_its_level() -> None:
    (found,) = DangerEar(Likelihoods({"x": {"A1": 0.99, "A2": 0.99}})).listen("it is an x").evidence
    assert str(found.lane) == "A2"
    assert found.tier is Tier.R0


def test_a_lane_without_levels_has_none() -> None:
    (found,) = DangerEar(Likelihoods({"x": {"M": 0.99}})).listen("it is an x").evidence
    assert found.lane == LaneLevel(found.lane.lane) if found.lane else False


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_said_is_nothing_read(text: str) -> None:
    encoder = Likelihoods({})
    assert DangerEar(encoder).listen(text).evidence == ()
    assert encoder.read_texts == []


@pytest.mark.parametrize("text", ["numb", "not really", "je suis triste"])
def test_a_word_or_three_are_heard_faintly_at_most(text: str) -> None:
    found = (
        DangerEar(Likelihoods({text: {"R2": 0.99, "R3": 0.99, "A1": 0.99}})).listen(text).evidence
    )
    assert [one.rule for one in found] == [FAINT]


def test_a_very_long_message_is_read_at_both_ends_and_no_more() -> None:
    text = "First the beginning. " + "And so it went on for a while. " * 2_000 + "Last the end."
    encoder = Likelihoods({"beginning": {"R2": 0.99}, "end": {"R2": 0.99}})
    assert DangerEar(encoder).listen(text).evidence
    assert any("beginning" in each for each in encoder.read_texts)
    assert any("Last" in each for each in encoder.read_texts)
    assert len(encoder.read_texts) < 40


def test_every_sentence_of_a_message_is_read() -> None:
    text = " ".join(f"Sentence number {i} says one thing." for i in range(40))
    encoder = Likelihoods({})
    DangerEar(encoder).listen(text)
    assert all(any(f"number {i} " in each for each in encoder.read_texts) for i in range(40))


def test_the_shipped_model_hears_a_plain_wish_and_leaves_a_bus_alone() -> None:
    ear = DangerEar(Encoder())
    assert any(
        one.tier >= Tier.R2 for one in ear.listen("I don't want to be alive any more").evidence
    )
    assert all(
        one.tier is Tier.R0 and one.lane is None
        for one in ear.listen("The bus was ten minutes late and I bought an orange").evidence
    )


def test_the_model_is_the_one_its_checksums_say() -> None:
    verify()


def test_a_model_that_fails_leaves_the_words_to_go_on() -> None:
    class Broken(Encoder):
        def read(self, texts: object, before: str = "") -> tuple[Mapping[str, float], ...]:
            raise RuntimeError

    async def perceive() -> object:
        heard = Heard(VisitId("v"), Private("I'm so sad today"), datetime(2030, 1, 1, tzinfo=UTC))
        return await EmbeddedSenses(upper=Upper(Broken())).perceive(heard, Parse())

    perception = anyio.run(perceive)
    assert perception.feelings  # type: ignore[attr-defined]  # a Perception, whatever run says
    assert perception.evidence is None  # type: ignore[attr-defined]  # the same


def test_what_is_next_to_nothing_in_every_piece_is_ruled_out() -> None:
    likely = {**dict.fromkeys(CARD["thresholds"], 0.0), "A2": RULED_OUT, "R5": RULED_OUT}
    ruled_out = DangerEar(Likelihoods({"x": likely})).listen("it is an x").ruled_out
    assert {"M", "T", "N"} < ruled_out
    assert not {"A", "R"} & ruled_out


def test_of_a_word_or_three_nothing_is_ruled_out() -> None:
    assert DangerEar(Likelihoods({})).listen("took them all").ruled_out == frozenset()


def test_of_few_words_a_wish_to_die_must_be_surer() -> None:
    between = {"x": {"R2": CARD["few"]["R2"] - 0.05}}
    assert "meaning-R2" not in [rule for rule, _ in hear("it is only an x today", between)]
    longer = "it is only an x today and there was soup after it at home"
    assert "meaning-R2" in [rule for rule, _ in hear(longer, between)]
