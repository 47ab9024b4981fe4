from datetime import UTC, datetime

import anyio
import pytest

from holdspace import shelf
from holdspace.domain.language import Clause, Parse, Token
from holdspace.domain.people import Private, VisitId
from holdspace.domain.talk import Feeling, Heard, Perception, State, Tone
from holdspace.domain.words import split
from holdspace.models.senses import LexicalSenses
from holdspace.models.senses.appraisals import AppraisalEar, Implied, Scored, score
from holdspace.models.senses.lexical import ears
from holdspace.models.senses.standing import Sentence

_FEELINGS = (
    "sadness anger fear worry shame guilt loneliness hurt disgust tiredness numbness confusion envy"
    " longing grief overwhelm disappointment frustration relief joy gratitude pride love hope calm"
    " surprise tenderness interest"
)


def perceive(text: str, parse: Parse | None = None) -> Perception:
    return ears("en").perceive(Private(text), parse or Parse())


def feelings(text: str) -> dict[str, Feeling]:
    return {feeling.name: feeling for feeling in perceive(text).feelings}


def meanings(text: str) -> list[str]:
    return [name for name, _ in perceive(text).appraisals]


def test_the_senses_answer_through_their_port() -> None:
    async def ask() -> Perception:
        at = datetime(2030, 1, 1, tzinfo=UTC)
        heard = Heard(VisitId("v"), Private("I'm so sad today"), at)
        return await LexicalSenses().perceive(heard, Parse())

    assert anyio.run(ask).feelings[0].name == "sadness"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_said_is_nothing_understood(text: str) -> None:
    assert perceive(text) == Perception.unknown()


def test_every_feeling_has_a_tone_and_cues() -> None:
    table = shelf.read("models", "senses", "en", "feelings.toml")
    named = {name for name, entry in table.items() if "tone" in entry}
    assert named == set(_FEELINGS.split())
    assert all(table[name]["felt"] for name in named)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("I feel a bit sad", 2),
        ("I am sad", 3),
        ("I am so sad", 4),
        ("I'm heartbroken", 5),
        ("I'm utterly devastated", 5),
    ],
)
def test_the_words_around_a_feeling_raise_and_lower_it(text: str, grade: int) -> None:
    assert feelings(text)["sadness"] == Feeling("sadness", grade, named=True)


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("I'm not sad", "sadness"),
        ("im not angry with him", "anger"),
        ("I don't feel happy", "joy"),
        ("I wasn't scared", "fear"),
        ("I was never jealous of her", "envy"),
        ("I no longer feel guilty", "guilt"),
    ],
)
def test_a_denied_feeling_is_not_heard(text: str, feeling: str) -> None:
    assert feeling not in feelings(text)


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("I can't stop crying", "sadness"),
        ("I don't know why I'm so sad", "sadness"),
        ("I've never been so happy", "joy"),
        ("not only sad, I'm angry", "anger"),
        ("I couldn't be happier", "joy"),
    ],
)
def test_not_every_not_denies_a_feeling(text: str, feeling: str) -> None:
    assert feeling in feelings(text)


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("my sister is so sad", "sadness"),
        ("he was angry at me", "anger"),
        ("My mum has been really worried about me", "worry"),
        ("everyone was happy", "joy"),
        ("I know she is lonely", "loneliness"),
    ],
)
def test_what_another_person_feels_is_not_theirs(text: str, feeling: str) -> None:
    assert feeling not in feelings(text)


def test_what_another_person_does_to_them_is_theirs() -> None:
    assert "anger" in feelings("he made me so angry")
    assert "worry" in feelings("my sister is ill and I'm worried")


def test_a_wished_for_feeling_is_not_had() -> None:
    assert "joy" not in feelings("I just want to be happy")
    assert "love" not in feelings("I wish I was loved by someone")


def test_a_feeling_that_used_to_be_is_fainter() -> None:
    now, once = feelings("I am afraid of dogs"), feelings("I used to be afraid of dogs")
    assert once.get("fear", Feeling("fear", 0)).grade < now["fear"].grade


def test_a_sign_of_a_feeling_is_not_the_name_of_it() -> None:
    assert feelings("there's a lump in my throat")["sadness"].named is False
    assert feelings("I am sad")["sadness"].named is True


def test_a_birthday_song_names_no_joy() -> None:
    assert "joy" not in feelings("one is just her singing happy birthday")
    assert feelings("I was happy on my birthday")["joy"].named is True


def test_the_longer_phrase_is_the_one_meant() -> None:
    assert "tiredness" not in feelings("I'm tired of this job")
    assert "joy" not in feelings("I'm not happy about it")


def test_the_grammar_says_whose_feeling_it_is() -> None:
    tokens = (
        Token("Lauren", "Lauren", "NNP", "nsubj", 1, 0),
        Token("was", "be", "VBD", "ROOT", 1, 7),
        Token("scared", "scared", "JJ", "acomp", 1, 11),
    )
    parse = Parse(tokens, (Clause(0, 3, 1),))
    assert perceive("Lauren was scared", parse).feelings == ()
    assert perceive("Lauren was scared").feelings != ()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("I can't breathe, my thoughts are racing", State.HIGH),
        ("I HATE THIS I CAN'T DO IT ANYMORE", State.HIGH),
        ("I'm so angry!!! how dare they!!!", State.HIGH),
        ("I feel numb, far away from everything", State.LOW),
        ("haven't slept, completely worn out", State.TIRED),
        ("my sister called me this morning", State.WITHIN),
        ("hi", State.UNKNOWN),
        ("SO HAPPY TODAY!!!", State.WITHIN),
        ("he was panicking", State.WITHIN),
        ("tired of waiting for them", State.WITHIN),
    ],
)
def test_the_state_is_heard_in_the_words(text: str, state: State) -> None:
    assert perceive(text).state is state


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("I am so happy, we had a wonderful day", Tone.PLEASANT),
        ("I'm miserable and everything went wrong", Tone.PAINFUL),
        ("I was happy until they told me I was fired", Tone.PAINFUL),
        ("it was a horrible year but now I'm so relieved", Tone.PLEASANT),
        ("I'm excited and terrified", Tone.MIXED),
        ("the train leaves at nine", Tone.UNKNOWN),
        ("the food was not good and the room was not nice at all", Tone.PAINFUL),
    ],
)
def test_the_tone_is_heard_and_the_later_half_counts(text: str, tone: Tone) -> None:
    assert perceive(text).tone is tone


def test_every_meaning_has_a_tone() -> None:
    tones = shelf.read("models", "senses", "en", "tone.toml")["appraisals"]
    assert set(shelf.names("models", "senses", "en", "appraisals")) <= set(tones)
    assert set(shelf.read("models", "senses", "en", "further.toml")) <= set(tones)
    assert set(tones.values()) <= {"painful", "pleasant", "mixed"}


def test_feelings_imply_only_meanings_there_are() -> None:
    tones = shelf.read("models", "senses", "en", "tone.toml")
    table = shelf.read("models", "senses", "en", "feelings.toml")
    implied = {*table["implied"].values(), *table["implied_with_someone"].values()}
    assert implied | {*tones["inner"], *tones["untelling"]} <= set(tones["appraisals"])


def test_a_lone_weak_cue_without_a_feeling_is_no_meaning() -> None:
    ear = AppraisalEar([("low", {"cues": ["low for weeks"], "weak": ["grey", "no colour"]})], [])
    sentence = Sentence(split("it was grey"), Parse(), ears("en").small)
    assert ear.hear(sentence) == ()
    assert perceive("it was at work").appraisals == ()


def test_a_meaning_that_is_ruled_out_is_not_heard() -> None:
    ear = AppraisalEar([("low", {"cues": ["so grey"], "not": ["grey cat"]})], [])
    grey = Sentence(split("it is so grey"), Parse(), ears("en").small)
    cat = Sentence(split("my so grey cat"), Parse(), ears("en").small)
    assert [one.name for one in ear.hear(grey)] == ["low"]
    assert ear.hear(cat) == ()


def test_a_meaning_of_the_opposite_tone_is_dropped() -> None:
    tones = shelf.read("models", "senses", "en", "tone.toml")["appraisals"]
    heard = perceive("I finally passed my exam and I'm so happy")
    assert heard.tone is Tone.PLEASANT
    assert all(tones[name] != "painful" for name, _ in heard.appraisals)


def test_a_clear_feeling_implies_its_meaning_with_a_low_score() -> None:
    table = shelf.read("models", "senses", "en", "feelings.toml")
    implied = Implied(table, ears("en").small)
    assert implied.by((Feeling("anger", 4),), split("he did it")) == (
        Scored("angry-at-someone", 0.4),
    )
    assert implied.by((Feeling("relief", 3),), split("it is over")) == (Scored("relief", 0.4),)
    assert implied.by((Feeling("relief", 2, named=False),), split("it is over")) == ()


def test_a_feeling_that_fits_many_meanings_implies_none() -> None:
    assert "tired-of-trying" not in meanings("sleepy today")


def test_more_cues_score_more_and_never_past_one() -> None:
    assert score(0.5) < score(1) < score(2) < score(100) < 1


def test_meanings_come_likeliest_first() -> None:
    scores = [value for _, value in perceive("he lied to me and left me, nobody asks").appraisals]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "I'm such an idiot",
        "i hate myself",
        "im worthless",
        "I feel like a failure",
        "I'm a terrible mother",
        "theres something wrong with me",
        "I can't do anything right",
        "I'm so pathetic",
    ],
)
def test_turning_on_oneself_is_heard(text: str) -> None:
    assert perceive(text).self_attack


@pytest.mark.parametrize(
    "text",
    [
        "he called me an idiot and said I'm worthless",
        "my boss is such an idiot",
        "I'm not a failure",
        "she hates herself",
        "this phone is useless",
        "I hate Mondays",
    ],
)
def test_other_hard_words_are_not_self_attack(text: str) -> None:
    assert not perceive(text).self_attack


def test_a_very_long_message_is_heard_at_both_ends() -> None:
    text = "I am so lonely. " + "and it went on and on " * 400 + " I am so scared."
    heard = feelings(text)
    assert {"loneliness", "fear"} <= set(heard)


def test_any_text_at_all_is_perceived() -> None:
    for text in ("?!?!", "💔💔", "a" * 5000, "\u200b", "....", "'''", "1 2 3"):
        assert isinstance(perceive(text), Perception)
