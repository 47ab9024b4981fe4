"""How plain answers are heard, and what is told of reaching a person: many ways to say each, and near misses."""

import pytest

from holdspace.domain.people import Private
from holdspace.safety.answers import WHEN_ALONE, answer, kinds, minimises, reached
from holdspace.safety.reading import plainly

TOLD = {
    "harmed-before": [
        "last time I called they sent the police",
        "the police handcuffed me in front of my kids",
        "I was restrained on the ward and nobody explained why",
        "the crisis team laughed at me",
        "they sectioned me last year and it was awful",
        "I don't trust the hospital",
        "I had a terrible experience with a helpline",
        "I'm never going back to that hospital",
        "they treated me like dirt in A&E",
        "I told the nurse and she made it worse",
        "can\u2019t trust services after what they did to me",
        "every time I've asked they blamed me",
        "samaritans told me I was attention seeking",
        "I still get nightmares from the ward",
        "mental health services failed me",
        "they called the cops on me",
    ],
    "hung-up": [
        "I rang and nobody picked up",
        "they hung up on me",
        "I got cut off",
        "the line went dead",
        "it just rings",
        "no one answered",
        "I've been on hold for forty minutes",
        "the chat is closed",
        "the line was busy",
        "it went straight to voicemail",
        "they told me to call back tomorrow",
        "I waited an hour for someone to answer",
        "stuck in a queue, number 40",
        "she hung up when I started crying",
        "I texted them and no reply",
        "samaritans didn't answer",
        "they didn't even pick up",
    ],
    "sent-to-hospital": [
        "they'll section me",
        "they'll lock me up",
        "I'm scared they'll put me in hospital",
        "they will just send the police round",
        "I don't want to be sectioned again",
        "I'd end up on a psych ward",
        "if I tell anyone I'll lose my kids",
        "they'd take my children",
        "I can't go to hospital",
        "they'd do a welfare check",
        "I could lose my job if they find out",
        "terrified of being committed",
        "they'd hospitalize me",
        "it'll go on my record",
    ],
    "not-heard": [
        "I'm deaf",
        "I am hard of hearing",
        "I can't hear on the phone",
        "I use BSL",
        "I have a stammer",
        "I'm nonverbal right now",
        "I lose my voice when I'm like this",
        "the words won't come out",
        "I can't speak when I'm upset",
        "I wear hearing aids",
        "I've gone mute",
        "I speak sign language",
        "selective mutism",
    ],
    "little-english": [
        "my English is not good",
        "I speak only Polish",
        "I don't speak English well",
        "English is not my first language",
        "sorry for my bad english",
        "they won't understand my accent",
        "is there someone who speaks Arabic",
        "I need an interpreter",
        "can't say it in my language",
        "I only know Spanish",
        "I have little English",
        "nobody there speaks my language",
    ],
    "undocumented": [
        "I'm undocumented",
        "I have no papers",
        "my visa expired",
        "I'm here illegally",
        "they will deport me",
        "immigration would find me",
        "I overstayed",
        "I don't have papers",
        "they'll ask for my passport",
        "the home office would hear about it",
        "I'm an asylum seeker",
        "they'd call ICE on me",
        "they'd check my status",
    ],
    "not-private": [
        "my parents would hear me",
        "the walls are thin",
        "I share a room",
        "there is nowhere private here",
        "everyone can hear",
        "I have no privacy",
        "he checks my phone",
        "it'll show on the phone bill",
        "I can't talk out loud",
        "I'd wake the kids",
        "I don't want my mum to know",
        "everyone is asleep next door",
        "no one can know",
        "I'm never alone in the house",
    ],
    "no-credit": [
        "I have no credit",
        "my phone is about to die",
        "I'm out of minutes",
        "I don't have a phone",
        "no signal here",
        "my battery is dead",
        "I can't afford to call",
        "I lost my phone",
        "my phone's been cut off",
        "one percent battery",
        "ran out of data",
        "how much does it cost to call",
        "my phone is broken",
    ],
    "others-need-it-more": [
        "other people need it more",
        "there are people worse off than me",
        "I'm not suicidal enough",
        "I don't want to waste their time",
        "I don't want to bother anyone",
        "I don't deserve help",
        "it's not a real emergency",
        "save it for someone who needs it",
        "I'd be taking up a line",
        "others have it so much worse",
        "it's not that bad",
        "someone else deserves it more",
        "those lines are for real emergencies",
        "I'd just be bothering them",
    ],
    "nobody-to-call": [
        "I have nobody",
        "there's no one to call",
        "I don't have anyone",
        "who would I even call",
        "I've got no friends",
        "no friends no family",
        "everyone has left me",
        "I live alone",
        "nobody cares",
        "I don't know who to call",
        "all my friends are gone",
        "nobody",
        "I've pushed everyone away",
        "I haven't got a single friend",
    ],
    "cannot-call": [
        "I can't call",
        "I can't call anyone",
        "I can't make myself ring",
        "I hate the phone",
        "I'm too ashamed to call",
        "I won't call",
        "I don't want to talk to a stranger",
        "I'm not calling them",
        "I wouldn't know what to say",
        "what would I even say",
        "I have phone anxiety",
        "I'd just cry on the phone",
        "I\u2019m too scared to ring",
        "I can't",
    ],
    "called": [
        "I've called",
        "I called 999",
        "I just rang them",
        "the ambulance is coming",
        "help is on the way",
        "I'm on the phone with them now",
        "I texted my sister",
        "I told my doctor",
        "I've already rung samaritans",
        "I'm talking to the line now",
        "I phoned my mum",
        "paramedics are on their way",
        "I finally told someone",
    ],
    "how-to-tell": [
        "how do I tell my wife",
        "how would i even say it to her",
        "what would I say to him",
        "how can I tell them",
        "I don't know how to tell my mum",
        "how do i say it",
        "what do I even say to my sister",
        "how am I supposed to tell him",
        "how could I explain it to my dad",
        "how should I tell someone",
        "no i asked you how do i tell my wife",
    ],
    "has-someone": [
        "tess. she's in the next road",
        "my friend lives near, she lives round the corner",
        "she's just down the road",
        "he's next door",
        "they live across the street",
        "she lives nearby",
        "they're only round the corner",
        "my sister, she lives in the same building",
        "he lives up the road",
        "she's at the end of the street",
        "they live close by",
    ],
    "might-tell": [
        "my sister maybe",
        "maybe my mum",
        "i could tell my brother i guess",
        "perhaps my friend",
        "there's my sister",
        "my dad i suppose",
        "Probably my wife.",
        "my best friend could",
        "i might ring my son",
        "just my girlfriend",
        "my brother might listen",
    ],
    "with-someone": [
        "someone is with me",
        "my sister is here now",
        "I'm with my mum",
        "my neighbour is coming over",
        "I'm at the hospital",
        "she's here",
        "I went next door",
        "my flatmate is downstairs",
        "I'm not alone now",
        "I'm in A&E",
        "my friend just came over",
        "I'm going to my sister's",
        "dad's on his way",
    ],
}
TOLD["will-tell"] = ["ok. im gonna text him that", "right. ill ring dan after milking then", "i'll call my sister", "i will tell my wife", "I'm going to ring her", "gonna message my best friend", "I think I'll ring them", "let me call my brother", "i'm about to phone my mum", "i'll talk to the nurse", "texting her now", "I'll tell her when she's in"]  # fmt: skip
NEAR_MISSES = [
    "I called in sick today",
    "I'm deeply tired",
    "my English teacher was kind",
    "the washing is hung out",
    "I had no idea it would rain",
    "nobody noticed the cake",
    "I was with it until the end",
    "the bus was on time",
    "my phone rang during dinner",
    "the ward councillor sent a leaflet",
    "I hear you",
    "the walls need painting",
    "I paid the phone company",
    "I never called the plumber",
    "I haven't called",
    "I almost called them",
    "the police show was on",
    "I need more time",
    "my sister lives abroad",
    "he's in the next room",
    "she lives in the next town over",
    "ice cream helped a bit",
    "he picked up the kids",
    "I share your view",
    "she speaks four languages",
    "I learned sign writing",
]


def heard(words: str) -> tuple[str, ...]:
    """Return what is told of reaching a person."""
    return reached(plainly(Private(words)))


def answered(words: str) -> str:
    """Return how a question was answered."""
    return answer(plainly(Private(words)))


def test_every_kind_is_told_in_ten_ways_or_more() -> None:
    assert set(TOLD) == set(kinds())
    assert all(len(set(ways)) >= 10 for ways in TOLD.values())


@pytest.mark.parametrize(("kind", "words"), [(k, w) for k, ways in TOLD.items() for w in ways])
def test_what_is_told_of_reaching_a_person_is_heard(kind: str, words: str) -> None:
    assert heard(words)[:1] == (kind,), heard(words)


@pytest.mark.parametrize("words", NEAR_MISSES)
def test_what_only_sounds_like_it_is_not(words: str) -> None:
    assert not heard(words)


def test_two_barriers_in_one_message_are_both_heard() -> None:
    assert set(heard("I've got no credit and they'll hear me")) == {"no-credit", "not-private"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("no", "no"),
        ("nah not really", "no"),
        ("no, never", "no"),
        ("yes", "yes"),
        ("kind of", "yes"),
        ("sometimes at night", "yes"),
        ("not sure", "unsure"),
        ("idk", "unsure"),
        ("maybe", "unsure"),
        ("i'm not really sure", "unsure"),
        ("hard to say", "unsure"),
        ("rather not say", "skip"),
        ("I'd rather not", "skip"),
        ("I don't want to talk about it", "skip"),
        ("can't answer that", "skip"),
        ("pass", "skip"),
        ("stop asking", "stop"),
        ("please stop asking me that", "stop"),
        ("enough with the questions", "stop"),
        ("no more questions", "stop"),
        ("you keep asking", "stop"),
        ("I already told you", "stop"),
        ("why do you ask", "why"),
        ("why are you asking me this?", "why"),
        ("why do you want to know", "why"),
        ("what's it to you", "why"),
        ("fuck off", "angry"),
        ("leave me alone", "angry"),
        ("you're just a robot", "angry"),
        ("you don't even care", "angry"),
        ("this is useless", "angry"),
        ("", "quiet"),
        ("...", "quiet"),
        ("?!", "quiet"),
        ("I'm 34", "adult"),
        ("no I'm an adult", "adult"),
        ("i'm over eighteen", "adult"),
        ("tomorrow", WHEN_ALONE),
        ("haven't got a plan", "no-plan"),
        ("the bus is late", ""),
        ("my mother rang about the garden again and we talked", ""),
    ],
)
def test_how_a_question_is_answered_or_not(words: str, kind: str) -> None:
    assert answered(words) == kind


@pytest.mark.parametrize(
    "words",
    [
        "I was just being dramatic",
        "forget I said anything",
        "forget it",
        "ignore me",
        "never mind",
        "I was only joking",
        "I didn't mean it",
        "it was nothing",
        "take it back",
        "I'm fine really",
        "don't worry about it",
        "it came out wrong",
        "just having a moment",
    ],
)
def test_what_takes_it_back_is_heard(words: str) -> None:
    assert minimises(plainly(Private(words)))


@pytest.mark.parametrize(
    "words", ["I mean it", "this is serious", "I want to be heard", "it was a long day"]
)
def test_what_does_not_take_it_back_is_not_heard_as_that(words: str) -> None:
    assert not minimises(plainly(Private(words)))
