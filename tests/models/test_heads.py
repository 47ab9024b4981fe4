"""Trained heads add to what reviewed words told: only what is likely enough, and nothing against it."""

from collections.abc import Mapping, Sequence

import pytest

from holdspace import shelf
from holdspace.domain.talk import Doing, Feeling, Perception, State, Tone
from holdspace.models.encoder import Encoder
from holdspace.models.senses.blend import Blend
from holdspace.models.senses.heads import HeadEar, Heads
from holdspace.models.senses.lexical import ears
from holdspace.models.senses.wire import written
from tools.senses.vocabulary import ANY

BARS: Mapping[str, Mapping[str, float]] = {
    "labels": {"joy": 0.5, "neutral": 0.9},
    "feelings": {"sadness": 0.5, "joy": 0.5, "anger": 0.5},
    "appraisals": {"left": 0.5, "proud": 0.5},
    "themes": {"work": 0.5},
    "said": {"self-attack": 0.5, "hopelessness": 0.5},
    "state": dict.fromkeys(map(str, State), 0.5),
    "doing": {"telling": 0.5, "asking": 0.5},
}


class Likelihoods(Encoder):
    """Finds likely what it was told to, whatever the text, and keeps what it read."""

    def __init__(self, likely: Mapping[str, float]) -> None:
        super().__init__()
        self._told = likely
        self.read_texts: list[str] = []

    def read(self, texts: Sequence[str], before: str = "") -> tuple[Mapping[str, float], ...]:
        """Return the likelihoods it was given."""
        self.read_texts += texts
        return tuple(self._told for _ in texts)


def joined(perception: Perception, likely: Mapping[str, float]) -> Perception:
    """Return a perception with what heads of these likelihoods add to it."""
    ear = HeadEar(Likelihoods(likely), BARS)
    return Blend(ear, ears("en").tone).join(perception, ear.read("a b c d"), 7)


def test_figures_are_told_apart_by_their_heads() -> None:
    heads = HeadEar(Likelihoods({"feelings/joy": 0.7, "intensity/intensity": 0.5}), BARS).read("x")
    assert heads == Heads({"feelings": {"joy": 0.7}}, 3.0)


def test_what_is_less_likely_than_its_threshold_is_unknown() -> None:
    told = joined(Perception(), {"feelings/sadness": 0.49, "appraisals/left": 0.49})
    assert told.feelings == ()
    assert told.appraisals == ()


def test_heads_speak_where_words_are_silent() -> None:
    told = joined(Perception(), {"feelings/sadness": 0.8, "appraisals/left": 0.9})
    assert told.feelings == (Feeling("sadness", 3, named=False),)
    assert told.appraisals == (("left", 0.9),)
    assert told.tone is Tone.PAINFUL


def test_a_reply_rests_only_on_what_is_likelier_than_its_threshold() -> None:
    told = joined(Perception(), {"feelings/sadness": 0.55, "appraisals/left": 0.55})
    assert (told.feelings, told.appraisals) == ((), ())
    assert {trace.name for trace in told.traces} == {"sadness", "left"}


def test_no_feeling_is_presumed_of_whoever_only_asks() -> None:
    asked = joined(Perception(), {"feelings/sadness": 0.9, "doing/asking": 0.8})
    assert asked.feelings == ()
    asked = joined(Perception(), {"feelings/sadness": 0.9, "doing/asking": 0.55})
    assert asked.feelings == (Feeling("sadness", 3, named=False),)


@pytest.mark.parametrize(
    ("by_rules", "told"),
    [(Doing.LEAVING, "leaving"), (Doing.TELLING, "asking"), (Doing.SMALL, "asking")],
)
def test_what_is_being_done_is_the_rules_word_and_else_the_heads(
    by_rules: Doing, told: str
) -> None:
    heard = joined(Perception(doing=by_rules), {"doing/asking": 0.8})
    assert written(heard)["doing"] == told


def test_a_feeling_that_words_named_stands_alone() -> None:
    named = Perception(feelings=(Feeling("anger", 4),), tone=Tone.PAINFUL)
    assert joined(named, {"feelings/sadness": 0.9}).feelings == named.feelings


def test_nothing_of_the_opposite_tone_is_added() -> None:
    pleased = Perception(tone=Tone.PLEASANT)
    told = joined(pleased, {"feelings/sadness": 0.9, "appraisals/left": 0.9})
    assert told.feelings == ()
    assert told.appraisals == ()


def test_of_the_states_the_likeliest_counts_and_words_that_told_one_stand() -> None:
    likely = {"state/tired": 0.7, "state/within": 0.2}
    assert joined(Perception(state=State.WITHIN), likely).state is State.TIRED
    assert joined(Perception(state=State.HIGH), likely).state is State.HIGH
    unsure = {"state/tired": 0.4, "state/within": 0.3}
    assert joined(Perception(state=State.WITHIN), unsure).state is State.WITHIN


def test_hard_words_to_oneself_and_hopelessness_are_heard() -> None:
    told = joined(Perception(), {"said/self-attack": 0.8, "said/hopelessness": 0.8})
    assert told.self_attack
    assert "hopeless" in told.themes


def test_every_finding_leaves_a_trace_of_where_and_how_likely() -> None:
    told = joined(Perception(), {"feelings/sadness": 0.8, "said/self-attack": 0.1})
    traces = {(trace.head, trace.name): (trace.likely, trace.span) for trace in told.traces}
    assert traces["feelings", "sadness"] == (0.8, (0, 7))
    assert traces["self-attack", "self-attack"] == (0.1, (0, 7))


@pytest.mark.parametrize(("likely", "labels"), [(0.6, ("joy",)), (0.3, ("joy",))])
def test_a_text_has_at_least_its_likeliest_public_label(
    likely: float, labels: tuple[str, ...]
) -> None:
    ear = HeadEar(Likelihoods({"labels/joy": likely, "labels/neutral": 0.1}), BARS)
    assert ear.labels("x") == labels


def test_of_a_very_long_text_both_ends_are_read() -> None:
    encoder = Likelihoods({})
    HeadEar(encoder, BARS).read("first " + "word " * 2_000 + "last")
    assert encoder.read_texts[0].startswith("first")
    assert encoder.read_texts[0].endswith("last")
    assert len(encoder.read_texts[0]) < 1_300


def test_the_tone_of_every_meaning_the_heads_may_find_is_known() -> None:
    tones = shelf.read("models", "senses", "en", "tone.toml")["appraisals"]
    assert set(ANY["appraisals"]) == set(tones)


def test_every_meaning_of_the_bank_is_one_the_heads_know() -> None:
    bank = {file["appraisal"] for _, file in shelf.read_all("voice", "bank", "en")}
    assert bank <= set(ANY["appraisals"])
