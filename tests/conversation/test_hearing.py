"""What a person does with a message: takes leave at its end, asks, only seeks a nod, or is hard on themselves."""

import pytest

from holdspace.conversation.hearing import HARSH_ENOUGH, NOT_SO, NOT_YET, attend
from holdspace.domain.people import Private
from holdspace.domain.talk import Doing, Heard, Perception
from tests.fakes import NOON, VISIT


def attended(text: str, **wishes: float) -> Perception:
    """Return what is understood of a text, with what a head hears in it."""
    return attend(Heard(VISIT, Private(text), NOON), Perception(perhaps={"wishes": wishes}))


LEAVING = (
    *("driving. later", "23 days. night", "that's him. got to go", "Right, then. Ta-ra"),
    *("Thank you. You charge less. Auf Wiedersehen.", "bye robot", "called her. that's me done"),
    *("my programme is on, cheerio", "yeah no, that's the lot, catch ya"),
)
TELLING = (
    *("It was a long, dark night", "I saw him later", "We never said goodbye."),
    *("she looked at me and said, goodnight", "not sad", "no no, it's my mum I snapped at"),
    *("she said she has got to go", "Later. I'll tell you later about the boat"),
    "I saw an article of someone I was at school with, who looked so old?",
    "Like my coat is on the wrong peg. Make sense?",
    "My legs go when the bell rings, you know?",
    "Can you believe she kept all of my letters?",
)
ASKING = (
    *("I should tell him?", "I wonder if it gets lighter?", "Then he went. Does it pass?"),
    "can you believe me?",
    *("My mother is what exactly?", "my mum left, is that my fault?"),
)


@pytest.mark.parametrize("text", ["ok. thanks", "Okay, thank you.", "alright ta", "right, cheers"])
def test_an_okay_and_a_thanks_are_thanks_whatever_stands_between(text: str) -> None:
    assert attended(text).about == "thanks"


@pytest.mark.parametrize("text", LEAVING)
def test_a_farewell_may_come_after_what_was_told(text: str) -> None:
    assert attended(text).doing is Doing.LEAVING


@pytest.mark.parametrize("text", TELLING)
def test_a_farewell_told_of_and_a_question_mark_alone_tell(text: str) -> None:
    assert attended(text).doing is Doing.TELLING


@pytest.mark.parametrize("text", ASKING)
def test_what_asks_is_a_question(text: str) -> None:
    assert attended(text).doing is Doing.ASKING


@pytest.mark.parametrize(
    "text",
    [
        "Not angry.",
        "no not worried about that bit at all",
        "No, hold on. It isn't the money.",
        "That is not accurate. The vet only asked.",
    ],
)
def test_what_says_it_is_not_so_may_correct(text: str) -> None:
    assert attended(text).about == NOT_SO


@pytest.mark.parametrize(
    "text",
    ["I did not say she was late. I said she rang.", "don't be so serious about it, it was a joke"],
)
def test_what_puts_right_how_it_was_taken_corrects(text: str) -> None:
    assert attended(text).doing is Doing.CORRECTING


@pytest.mark.parametrize(
    "text",
    [
        "I didn't say it to her face",
        "I never say I feel low, I just go quiet",
        "They say I'm fit for work. That isn't correct.",
    ],
)
def test_what_puts_somebody_else_right_tells(text: str) -> None:
    assert attended(text).doing is Doing.TELLING


@pytest.mark.parametrize("text", ["no, not yet", "nah not really", "nope not at all"])
def test_a_no_may_answer_what_was_asked(text: str) -> None:
    assert attended(text).about == NOT_YET


@pytest.mark.parametrize(
    "text",
    ["HGV. 31 years. Do I have to tell them, do you know", "i think i should. or is that too late"],
)
def test_a_question_is_heard_in_the_last_sentence_though_its_mark_is_left_out(text: str) -> None:
    assert attended(text).doing is Doing.ASKING


def test_who_asks_once_more_is_asking() -> None:
    assert attended("you never answered me. do i have to tell them").doing is Doing.ASKING


def test_who_said_nothing_corrects_nothing() -> None:
    assert attended("no i didn't say anything").doing is Doing.TELLING
    assert attended("no i didn't say that I was angry").doing is Doing.CORRECTING


@pytest.mark.parametrize("text", ["he said no not angry", "not angry with her, more tired of it"])
def test_what_only_holds_a_no_tells(text: str) -> None:
    assert attended(text).about == ""


def test_contempt_for_oneself_is_heard_where_a_head_is_sure_enough_of_it() -> None:
    told = "a teacher who cannot spell her own street"
    assert attended(told, harsh=HARSH_ENOUGH).self_attack
    assert not attended(told, harsh=HARSH_ENOUGH - 0.01).self_attack


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("I was thinking of writing her a letter. Is that daft?", "hard-word-asked"),
        ("no worries. do u think im overthinking it", "hard-word-asked"),
        ("but i asked you something. mum first or both", "which-one"),
        ("yeah but how would i say it to him?", "how-to-say"),
        ("ok. so what would you do in my place", "what-would-you"),
        ("just answer the question. robot or not", "are-you-real"),
        ("That helps. But why do you keep mentioning a crisis line", "own-conduct"),
        ("Have I said something wrong?", "own-conduct"),
        ("can you write me a poem about it", ""),
        ("my wife's idea, this. so what are you exactly", "who-are-you"),
        ("two for two. are you a person or a program, yes or no question", "are-you-human"),
        ("he's home soon. if he opens my phone will he see this page??", "seen-by-others"),
        ("ok. does it stay in the history tho", "in-the-history"),
        ("my sister-in-law can see everything i post", ""),
        ("what are you supposed to do with a coat like that", ""),
        ("do you understand that or just repeat it", "do-you-follow"),
        ("i asked you something. do i have to tell the licence people", ""),
        ("that's not an answer", "not-answered"),
        ("you just say it back to me. nice hat though", "echo-off"),
        ("my mum just says it back to me", ""),
        ("sorry, my english is not so good", "english-clear"),
        ("yeah it was. oh he's waking gtg", "goodbye"),
    ],
)
def test_what_is_asked_plainly_is_heard_as_that(text: str, about: str) -> None:
    assert attended(text).about == about
