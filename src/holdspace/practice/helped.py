"""What each practice did for somebody, counted as they said it: what eased things, and as plainly what made them harder."""

from collections import Counter
from dataclasses import dataclass

from holdspace.domain.care import After, Care
from holdspace.practice.library import Practice, practice, practices

MOST_DOTS = 24  # answers that are counted and drawn for one practice, the latest


@dataclass(frozen=True, slots=True)
class Helped:
    """How often one practice left them how, of the latest answers."""

    practice: Practice
    better: int
    same: int  # or not sure
    worse: int
    all_of_them: bool = True  # whether these are all the answers that are kept of it

    @property
    def times(self) -> int:
        """How many answers are counted."""
        return self.better + self.same + self.worse


def helped(care: Care) -> tuple[Helped, ...]:
    """Return each practice that an answer is kept of, what eased things most often first."""
    found = (_helped(each, care) for each in practices())
    told = [each for each in found if each.times]
    return tuple(sorted(told, key=lambda each: (each.worse - each.better, -each.times)))


def may_be_kept(care: Care) -> tuple[Practice, ...]:
    """Return what left them easier and is neither at hand nor put away: it may be offered to be kept at hand."""
    settled = {*care.kept, *care.hidden}
    return tuple(
        each.practice
        for each in helped(care)
        if each.better > each.worse and each.practice.id not in settled
    )


def named(ids: tuple[str, ...]) -> tuple[Practice, ...]:
    """Return practices by their ids, those that there are still."""
    return tuple(found for found in map(practice, ids) if found)


def _helped(found: Practice, care: Care) -> Helped:
    answers = [tried.after for tried in care.tried if tried.practice == found.id]
    counted = Counter(answers[-MOST_DOTS:])
    same = counted[After.SAME] + counted[After.NOT_SURE]
    whole = len(answers) <= MOST_DOTS
    return Helped(found, counted[After.BETTER], same, counted[After.WORSE], whole)
