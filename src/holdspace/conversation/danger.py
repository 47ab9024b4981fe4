"""Gathers what bears on safety in a message: what was written, the one button for danger, and answers that tell of it."""

from collections.abc import Mapping
from dataclasses import replace

from holdspace.domain.language import Parse
from holdspace.domain.risk import Evidence, Signs, Tier
from holdspace.domain.talk import Heard, Tap
from holdspace.safety.hear import listen

_TAPPED: Mapping[Tap, str] = {  # what a tap answers, where something was asked
    Tap.SKIP: "skip",
    Tap.DONT_KNOW: "unsure",
    Tap.YES_THAT: "yes",
    Tap.JUST_STAY: "quiet",
}
_BUTTON = Evidence(rule="button-not-safe", span=(0, 0), tier=Tier.R4)


def signs(heard: Heard, parse: Parse) -> Signs:
    """Return the signs of danger; "I'm not safe" needs no reading of words (protocol DT7), nor does an answer that was chosen."""
    found = listen(heard.words, parse)
    found = replace(found, evidence=(*found.evidence, *heard.raised))
    if heard.tap is not None and not heard.words.text.strip():
        found = replace(found, answer=_TAPPED.get(heard.tap, ""))
    if heard.tap is Tap.NOT_SAFE:
        return replace(found, evidence=(*found.evidence, _BUTTON))
    return found
