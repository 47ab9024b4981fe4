"""Draws how days felt, as a picture of our own that asks for no script and no style: bands in words, a dot for each day, a ribbon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from holdspace.journey.felt import HIGHEST, LOWEST, Picture

Point = tuple[float, float]
_TOP, _FOOT = 22, 34  # room above the bands and below, where the days stand
_SIDE = 16  # between the first and last day and the edge of the bands
_BETWEEN, _ROUND = 5, 14
_STEM, _PIN = 30, 12.5  # how far a pin stands from its dot, and how large it is
_FAST = 9  # of two slopes, squared: beyond it a curve would overshoot
_FEW = 120  # dots up to which each is drawn as a ring


@dataclass(frozen=True, slots=True)
class Size:
    """One of the two renderings of a chart: its name in the styles, its measures, and the room for the words of the bands."""

    name: str
    width: int
    height: int
    left: int


WIDE = Size("wide", 820, 320, 104)
NARROW = Size("narrow", 360, 310, 78)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day named below the chart."""

    at: int
    says: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A dot with a note of theirs, by the number that stands beside the note."""

    at: int
    height: int
    number: int


@dataclass(frozen=True, slots=True)
class Labels:
    """What a chart says, in the language of the page; the bands from the lightest down."""

    title: str
    told: str
    bands: tuple[str, ...]
    ticks: tuple[Tick, ...] = ()
    pins: tuple[Pin, ...] = ()


def felt(picture: Picture, labels: Labels, size: Size) -> Markup:
    """Return one rendering; it has a title and is told in words, and its days are in the table beside it."""
    scale = _Scale(picture.days, size)
    many = len(picture.dots) > _FEW
    drawn = ["".join(_ribbons(picture, scale)), _dots(picture, scale)]
    marks = "".join((*_bands(labels, scale), *(reversed(drawn) if many else drawn)))
    pins = "".join(_pin(pin, scale) for pin in labels.pins)
    ticks = "".join(_tick(tick, picture, scale) for tick in labels.ticks)
    name = size.name
    return Markup(  # noqa: S704  every word in it was escaped below
        f'<svg class="chart {name}" viewBox="0 0 {size.width} {size.height}" role="img" '
        f'aria-labelledby="t-{name} d-{name}" focusable="false"><title id="t-{name}">{escape(labels.title)}</title>'
        f'<desc id="d-{name}">{escape(labels.told)}</desc>{marks}{pins}{ticks}</svg>'
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where days and heights lie in one rendering."""

    days: int
    size: Size

    @property
    def high(self) -> float:
        """How high all bands are together."""
        return self.size.height - _TOP - _FOOT

    def x(self, day: float) -> float:
        """Return where a day lies."""
        left, room = self.size.left + _SIDE, self.size.width - self.size.left - 2 * _SIDE
        return left + day * room / max(self.days - 1, 1)

    def y(self, height: float) -> float:
        """Return where a height lies; the bands meet at the edges that the words have too."""
        return _TOP + self.high * (HIGHEST - height) / (HIGHEST - LOWEST)

    def at(self, point: Point) -> Point:
        """Return where a day and a height lie."""
        return self.x(point[0]), self.y(point[1])


def _bands(labels: Labels, scale: _Scale) -> Iterator[str]:
    """Yield the five bands, each with its word."""
    left, each = scale.size.left, scale.high / len(labels.bands)
    for number, word in enumerate(labels.bands):
        top = _TOP + number * each
        yield (
            f'<rect class="band-{number + 1}" x="{left}" y="{top:.1f}" width="{scale.size.width - left}" '
            f'height="{each - _BETWEEN:.1f}" rx="{_ROUND}"/><text x="0" y="{top + each / 2 + 2:.1f}">{escape(word)}</text>'
        )


def _ribbons(picture: Picture, scale: _Scale) -> Iterator[str]:
    """Yield the ribbon, the line in it, and thin dots over days that were left open."""
    drawn = [[scale.at(point) for point in ribbon] for ribbon in picture.ribbons]
    if not drawn:
        return
    gaps = "".join(
        f"M{before[-1][0]:.1f} {before[-1][1]:.1f}L{after[0][0]:.1f} {after[0][1]:.1f}"
        for before, after in pairwise(drawn)
    )
    name = f"r-{scale.size.name}"
    yield f'<path class="gap" d="{gaps}"/>' if gaps else ""
    yield f'<defs><path id="{name}" d="{"".join(map(smooth, drawn))}"/></defs>'
    yield f'<use class="ribbon" href="#{name}"/><use class="ln" href="#{name}"/>'


def _dots(picture: Picture, scale: _Scale) -> str:
    """Return a dot for each noted day: one path with round ends, drawn twice for a ring, or once and faintly where they are many."""
    points = ((0.0, 0.0), *map(scale.at, picture.dots))  # a path begins at nought
    places = "".join(_step(before, point) for before, point in pairwise(points))
    if not places:
        return ""
    if len(picture.dots) > _FEW:
        return f'<path class="dot many" d="{places}"/>'
    name = f"p-{scale.size.name}"
    rings = f'<use class="dot rim" href="#{name}"/><use class="dot" href="#{name}"/>'
    return f'<defs><path id="{name}" d="{places}"/></defs>{rings}'


def _step(before: Point, point: Point) -> str:
    """Return the step to a point, and a line of no length there; relative, since that takes the fewest letters."""
    across, down = round(point[0]) - round(before[0]), round(point[1]) - round(before[1])
    return f"m{across} {down}h0"


def _pin(pin: Pin, scale: _Scale) -> str:
    """Return the number of a note above its dot."""
    x, y = scale.at((pin.at, pin.height))
    top = y - _STEM
    return (
        f'<path class="stem" d="M{x:.1f} {top + _PIN:.1f}V{y - 5:.1f}"/><circle class="pin" cx="{x:.1f}" cy="{top:.1f}" r="{_PIN}"/>'
        f'<text class="note" x="{x:.1f}" y="{top + 5:.1f}" text-anchor="middle">{pin.number}</text>'
    )


def _tick(tick: Tick, picture: Picture, scale: _Scale) -> str:
    """Return a day named below; at either end it keeps inside."""
    anchor = "start" if tick.at == 0 else "end" if tick.at == picture.days - 1 else "middle"
    return f'<text x="{scale.x(tick.at):.1f}" y="{scale.size.height - 6}" text-anchor="{anchor}">{escape(tick.says)}</text>'


def smooth(points: Sequence[Point]) -> str:
    """Return a path through points that never overshoots them: a monotone cubic.

    Source: Fritsch and Carlson, Monotone piecewise cubic interpolation, SIAM Journal on Numerical Analysis 17 (1980).
    """
    slopes = _slopes(points)
    path = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    pairs = zip(points, points[1:], slopes, slopes[1:], strict=False)
    for (x, y), (to_x, to_y), slope, to_slope in pairs:
        third = (to_x - x) / 3
        path.append(
            f"C{x + third:.1f} {y + slope * third:.1f} {to_x - third:.1f} {to_y - to_slope * third:.1f} {to_x:.1f} {to_y:.1f}"
        )
    return "".join(path)


def _slopes(points: Sequence[Point]) -> list[float]:
    """Return the slope at each point, flat at every turn and nowhere too steep."""
    pairs = pairwise(points)
    steps = [(to_y - y) / (to_x - x) for (x, y), (to_x, to_y) in pairs]
    inner = pairwise(steps)
    slopes = [steps[0], *(0.0 if a * b <= 0 else (a + b) / 2 for a, b in inner), steps[-1]]
    for at, step in enumerate(steps):
        if step == 0:
            slopes[at] = slopes[at + 1] = 0.0
            continue
        a, b = slopes[at] / step, slopes[at + 1] / step
        if (square := a * a + b * b) > _FAST:
            slopes[at], slopes[at + 1] = (3 / square**0.5 * part * step for part in (a, b))
    return slopes
