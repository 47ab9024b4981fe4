"""Reads a reply as a person would: by its words alone, so that any companion can be read.

`TOPICS` are the things a reply may ask for or speak of, in the order a person would take them up.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType


def pattern(*ways: str) -> re.Pattern[str]:
    """Make one pattern of several ways to say a thing; each begins and ends at a word's edge."""
    return re.compile(rf"(?<![\w'])(?:{'|'.join(ways)})(?![\w])", re.IGNORECASE)


TOPICS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "thoughts": pattern(
            r"ending (?:your|my) (?:own )?life",
            r"end your life",
            r"(?:thoughts?|thinking) (?:of|about) (?:suicide|dying|death|being dead)",
            r"suicid\w*(?! (?:&|and|or|prevention|crisis|lifeline|line|hotline))",
            r"kill(?:ing)? yourself",
            r"wish(?:ing|ed)? (?:you were|to be) dead",
            r"not (?:want(?:ing)? )?to (?:be alive|live|wake up)",
        ),
        "plan": pattern(
            r"how you(?:'d| would| might| could)? (?:might )?(?:do|go about|end)\b.*",
            r"(?:have|made|make|got) a plan",
            r"a way (?:of doing|you would|you'd)\b.*",
            r"thought (?:of|about) (?:a|any|some) (?:way|means)\b.*",
        ),
        "intent": pattern(
            r"(?:might|would|could|will|to) act on\b.*",
            r"act on (?:it|them|those|that|these)",
            r"(?:mean|intend|going|likely) to (?:do it|act|go through)\b.*",
            r"go(?:ing)? through with it",
        ),
        "hand": pattern(
            r"within reach",
            r"(?:close|near) (?:to hand|by)\b.*",
            r"(?:it|something|anything) (?:is )?(?:near|close to|beside) you",
            r"is (?:it|that) (?:near|close to|beside) you\b.*",
            r"(?:have|got) (?:it|that|anything) (?:with|near|beside) you",
        ),
        "when": pattern(
            r"a time (?:in mind|you)\b.*",
            r"(?:a|any) (?:day|date|time|hour) for (?:it|this|that)\b.*",
            r"when (?:would|might|do you|are you)\b.*",
        ),
        "distance": pattern(
            r"step(?:ping)? away",
            r"(?:keep|hold|look after|take|lock) (?:it|that|what(?:ever)? you(?:'d| would| might) use).*",
            r"out of (?:your )?reach",
            r"(?:(?:some|a little|more) (?:space|distance)|a door) (?:between|from)\b.*",
            r"put (?:it|that|them) (?:away|down|somewhere)",
        ),
        "barrier": pattern(
            r"(?:in|get in) the way",
            r"what(?:'s| is| makes| would make| is it that makes)\b.{0,40}(?:hard|difficult|impossible|stops?)",
            r"(?:stops?|stopping|keeps?|holding) you (?:from|back)\b.*",
        ),
        "reached": pattern(
            r"have you (?:reached|told|called|rung|texted)\b.*",
            r"(?:has )?any(?:one|body) (?:been told|know)",
            r"did you (?:reach|call|ring|get through)\b.*",
        ),
        "device": pattern(
            r"safe (?:for you )?to (?:be (?:reading|writing|here)|use|read|write|talk|type)\b.*",
            r"safe place to (?:be|read|write|talk|type)\b.*",
            r"(?:this|your) (?:device|phone|computer|screen) (?:is )?(?:safe|private|seen)",
            r"(?:see|check|look at) (?:your|this) (?:phone|screen|device)",
        ),
        "near": pattern(
            r"(?:someone|anyone|somebody|anybody|people) (?:is )?(?:near|close|with you|beside you|around|in the house)",
            r"(?:be|stay) (?:near|with|where) (?:someone|other people|people|somebody)",
            r"who could (?:come|sit|be)\b.*",
            r"who you could go to",
            r"knock on\b.*",
            r"go to where they are",
            r"together with you",
        ),
        "grownup": pattern(
            r"grown-?ups?", r"(?:an )?adult (?:you|who)", r"teacher", r"school nurse"
        ),
        "person": pattern(
            r"(?:one|a|any) person",
            r"(?:someone|somebody|anyone) (?:you trust|you know|who (?:could|might|knows|has been))",
            r"(?:who|person) (?:do )?you trust",
            r"who (?:else )?(?:could|might|would|can) (?:know|be told|hear|you tell)\b.*",
            r"could (?:you )?(?:that part )?tell (?:a person|someone)",
        ),
        "before": pattern(
            r"help(?:ed|s) you (?:get through|before|through)\b.*",
            r"got you through",
            r"ma(?:de|kes) (?:it|them|the thoughts) (?:a little |a bit )?(?:quieter|easier|smaller)",
            r"(?:what|something) (?:has )?(?:helped|helps)\b.*",
            r"get through hours",
        ),
        "reasons": pattern(
            r"(?:what (?:keeps|kept|holds) you|(?:any(?:one|thing)|what has) kept you)\b.*",
            r"(?:like|want|stay(?:ing)?) (?:alive |to be here |here )?for",
            r"reasons?",
        ),
        "sleep": pattern(r"sle(?:ep|pt|eping)", r"(?:able to |been )?eat(?:en|ing)?"),
        "injury": pattern(
            r"are you (?:safe|hurt|bleeding)\b.*",
            r"clean(?:ing)?(?: it)? and cover(?:ing)?\b.*",
            r"press (?:something|hard|on)\b.*",
        ),
        "you": pattern(
            r"and you\b.*", r"how (?:is it|are you) (?:for you|with this|in all)\b.*", r"you count"
        ),
        "doctor": pattern(
            r"(?:a |your )?(?:doctor|gp|nurse|therapist|midwife|pharmacist|care team)",
            r"hospital",
            r"emergency department",
            r"medical (?:advice |person )?(?:line)?",
        ),
        "call": pattern(
            r"(?:please |could you |can you )?(?:call|ring|phone|text)(?:ing)?\b.*",
            r"(?:crisis|help)\s?line",
            r"samaritans|lifeline|tele manas|988|116 123",
            r"is (?:open|there) (?:to|for) you\b.*",
        ),
        "words": pattern(
            r"(?:you could |you can )?send (?:them |this|it)\b.*", r"words you can send"
        ),
        "program": pattern(
            r"(?:a|this) program", r"nobody is watching\b.*", r"can't (?:see|call)\b.*"
        ),
        "leave": pattern(r"leave quickly", r"shift three times", r"hides? this page"),
        "help": pattern(r"help now"),
        "more": pattern(
            r"(?:say|tell (?:me )?|write) (?:a little )?more", r"you can keep (?:writing|going)"
        ),
    }
)
_SENTENCE = re.compile(r"(?<=[.?!])[\s\"”]+")


def sentences(text: str) -> tuple[str, ...]:
    """Split a reply into its sentences."""
    return tuple(part.strip() for part in _SENTENCE.split(text) if part.strip())


def unquoted(text: str) -> str:
    """Leave out words that are offered to be sent to somebody."""
    return re.sub(r"[\"“][^\"”]*[\"”]", " ", text)


def questions(reply: str) -> tuple[str, ...]:
    """Return the questions of a reply."""
    return tuple(part for part in sentences(unquoted(reply)) if part.endswith("?"))


def topics(text: str) -> Iterator[str]:
    """Yield what a text asks for or speaks of, in the order a person takes it up."""
    return (name for name, found in TOPICS.items() if found.search(text))


def taken_up(reply: str) -> Iterator[tuple[str, bool]]:
    """Yield what a person may answer in a reply, and whether it was asked: questions come first."""
    asked = questions(reply)
    for question in asked:
        yield from ((name, True) for name in topics(question))
    for said in sentences(unquoted(reply)):
        if said not in asked:
            yield from ((name, False) for name in topics(said))
