"""A therapist's own pages as plain text, on their way to a colleague or a supervisor: no day, no row, no name of ours."""

from collections.abc import Iterable, Iterator

from holdspace.desk.reflect import board, chair, prompts, stances
from holdspace.domain.people import Private
from holdspace.domain.reflections import Beside, Cell, Occasion, Reflection


def of_reflection(reflection: Reflection) -> Private:
    """Return one reflection: each question with what was written under it."""
    asked = {each.id: each.says for each in prompts.prompts().after.asks} | _of_the_chair()
    parts = (_under(asked.get(a.to, ""), a.words) for a in reflection.answers if a.words)
    scene = chair.chair().scene(reflection.about) if reflection.occasion is Occasion.CHAIR else None
    opens = (f"“{scene.says}”",) if scene else ()
    return _text((*opens, *parts))


def of_picture(beside: Iterable[Beside]) -> Private:
    """Return what was said of the stances, in words."""
    every = tuple(beside)
    picture, words = stances.picture(every), stances.mirror().said
    groups = (
        (words.near, picture.near),
        (words.partly, picture.partly),
        (words.far, picture.far),
    )
    listed = (f"{head}: {_listed(s.title for s in found)}." for head, found in groups if found)
    return _text((*listed, *_each_stance(every)))


def of_board(cells: Iterable[Cell]) -> Private:
    """Return a practice statement: what is done so that people are safe, moment by moment."""
    words = board.board()
    parts = [words.statement, words.statement_says]
    for moment, told in board.stated(cells):
        parts.append(moment.title)
        parts += (_cell(each, words.asks.would_know) for each in told)
    return _text(parts)


def of_agenda(reflections: Iterable[Reflection]) -> Private:
    """Return what is brought to supervision, headed, and after it what was put on the list elsewhere."""
    every = tuple(reflections)
    parts = [prompts.prompts().agenda.title]
    for head, found in prompts.headed(every):
        parts.append("\n".join((head.says, *(f"- {e.answers[0].words.text}" for e in found))))
    asked = (e for e in every if e.for_supervision and e.occasion is not Occasion.AGENDA)
    return _text((*parts, *(of_reflection(each).text for each in asked)))


def _each_stance(every: tuple[Beside, ...]) -> Iterator[str]:
    """Yield what was written of each stance."""
    now, mirror = stances.latest(every), stances.mirror()
    asks = mirror.asks
    for stance in mirror.stances:
        said = now.get(stance.id)
        if said is None or not (said.shows or said.otherwise or said.different):
            continue
        under = ((asks.shows, said.shows), (asks.otherwise, said.otherwise), (asks.different, said.different))  # fmt: skip
        yield "\n".join((stance.title, *(_under(ask, words) for ask, words in under if words)))


def _cell(told: board.Stated, would_know: str) -> str:
    knows = f"{would_know}: {told.would_know.text}" if told.would_know else ""
    shown = f"{board.board().asks.evidence}: {_listed(told.evidence)}." if told.evidence else ""
    return "\n".join(filter(None, (told.principle, told.does.text, knows, shown)))


def _under(ask: str, words: Private) -> str:
    return f"{ask}\n{words.text}" if ask else words.text


def _listed(titles: Iterable[str]) -> str:
    """Return titles in a row, as they go inside a sentence."""
    return ", ".join(title[:1].lower() + title[1:] for title in titles)


def _of_the_chair() -> dict[str, str]:
    words = chair.chair()
    return {"yours": words.yours, "house": words.house, "note": words.note}


def _text(parts: Iterable[str]) -> Private:
    return Private("\n\n".join(part.strip() for part in parts if part.strip()))
