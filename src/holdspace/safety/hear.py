"""Hears danger in a message: cues, and who, whether, when and how they are meant.

A lexical floor reads every word and works alone; the parse, where there is one, says better whose
danger it is. Uncertain stays with the person: a doubt never lowers a tier.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from holdspace.domain.cues import Found
from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.risk import (
    Evidence,
    Experiencer,
    Lane,
    LaneLevel,
    Register,
    Signs,
    Tier,
    Time,
    are_apart,
)
from holdspace.domain.words import Word
from holdspace.safety.answers import (
    WILL_TELL,
    answer,
    denies,
    minimises,
    protests,
    reached,
    says_yes,
    turns,
)
from holdspace.safety.grammar import by_grammar
from holdspace.safety.meaning import Setting
from holdspace.safety.reading import Together, plainly, table

_WORRY = LaneLevel(Lane.THIRD_PARTY)
_GRIEF = frozenset({"grief"})
_THEIRS_THOUGH_OF_ANOTHER = frozenset({"grief", "child-risk"})


def listen(words: Private, parse: Parse) -> Signs:
    """Return all that `words` holds that bears on safety; `parse` may be empty.

    Source: risk protocol 2.2 (DT1, DT3, DT5). Linear in the length of the words.
    """
    written = plainly(words)
    setting = Setting.of(written)
    heard = tuple(_heard(written, setting, parse))
    together = tuple(_together(heard, setting))
    everything = (*heard, *together)
    people = reached(written)
    return Signs(
        evidence=(*everything, *_worries(everything)),
        answer=_answer(written, people),
        minimises=minimises(written),
        denies=denies(written),
        protests=protests(written),
        turns=turns(written),
        reached=people,
        figures=tuple(found.span for found in table().figures.find(written)),
    )


def _answer(words: tuple[Word, ...], people: tuple[str, ...]) -> str:
    """Return the answer that a message gives; "I'm gonna ring him" is none to whether they will act on it."""
    told = answer(words)
    goes_to_tell = told == "yes" and not says_yes(words) and WILL_TELL in people
    return "" if goes_to_tell else told


def _heard(words: tuple[Word, ...], setting: Setting, parse: Parse) -> Iterator[Evidence]:
    """Yield the evidence of every cue that no idiom hides."""
    rules, book = table().rules, table().book
    found = book.find(words)
    hidden = _hidden(words) if found else frozenset()
    for cue in _widest(found):
        rule = rules[cue.tells]
        if not hidden.isdisjoint(range(cue.first, cue.last)):
            continue
        if (rule.ends and not setting.ends(cue)) or (rule.whole and not setting.is_whole(cue)):
            continue
        meant = setting.meant(cue, past=rule.past, other=rule.other)
        yield by_grammar(
            Evidence(
                rule=rule.id,
                span=cue.span,
                tier=rule.tier,
                lane=rule.lane,
                theme=rule.theme,
                experiencer=meant.experiencer,
                negated=meant.negated,
                time=meant.time,
                register=meant.register,
                unsure=rule.unsure,
            ),
            parse,
        )


def _hidden(words: tuple[Word, ...]) -> frozenset[int]:
    """Return the places of words that are part of an idiom."""
    found = table().idioms.find(words)
    return frozenset(place for idiom in found for place in range(idiom.first, idiom.last))


def _widest(found: Iterable[Found]) -> Iterable[Found]:
    """Keep one cue for each rule and place: the first and longest there."""
    best: dict[tuple[str, int], Found] = {}
    for cue in found:
        held = best.get((cue.tells, cue.first))
        if held is None or held.last < cue.last:
            best[cue.tells, cue.first] = cue
    return best.values()


def _together(heard: tuple[Evidence, ...], setting: Setting) -> Iterator[Evidence]:
    """Yield what themes say together that none of them says alone."""
    for row in table().together:
        told = [e for e in heard if e.theme in row.themes and _tells(e)]
        for group in _groups(told, row, setting):
            if {e.theme for e in group} == row.themes and are_apart(group):
                last, unsure = max(group, key=_place), any(e.unsure for e in group)
                both = replace(last, rule=row.id, tier=row.tier, lane=row.lane, theme="")
                yield replace(both, span=_across(group), unsure=unsure)


def _across(group: Iterable[Evidence]) -> tuple[int, int]:
    """Return where pieces of evidence lie together, so that none of them seconds what it is part of."""
    firsts, lasts = zip(*(e.span for e in group), strict=True)
    return min(firsts), max(lasts)


def _tells(evidence: Evidence) -> bool:
    """Whether a theme is the person's own and of now; a grief is theirs though another died."""
    if evidence.theme in _THEIRS_THOUGH_OF_ANOTHER:
        return not evidence.negated
    return evidence.counts and evidence.time is not Time.PAST


def _groups(told: list[Evidence], row: Together, setting: Setting) -> Iterable[list[Evidence]]:
    """Return the evidence that belongs together: of each sentence, or all of the message."""
    if not row.in_sentence:
        return (told,) if told else ()
    opens = {word.start: setting.opens[i] for i, word in enumerate(setting.words)}
    sentences: dict[int, list[Evidence]] = {}
    for evidence in told:
        sentences.setdefault(opens[evidence.span[0]], []).append(evidence)
    return sentences.values()


def _place(evidence: Evidence) -> int:
    """Return where a piece of evidence begins."""
    return evidence.span[0]


def _worries(heard: tuple[Evidence, ...]) -> Iterator[Evidence]:
    """Yield worry for somebody else where it is their danger that is told of, and not their death."""
    if any(e.rule in _GRIEF and e.time is not Time.PAST for e in heard):
        return
    for evidence in heard:
        if evidence.tier >= Tier.R2 and _is_anothers(evidence):
            yield replace(evidence, rule="told-of-another", tier=Tier.R0, lane=_WORRY, theme="")


def _is_anothers(evidence: Evidence) -> bool:
    """Whether a danger is plainly somebody else's, and of now."""
    return (
        evidence.experiencer is Experiencer.OTHER
        and evidence.register is Register.PLAIN
        and evidence.time is not Time.PAST
        and not evidence.negated
    )
