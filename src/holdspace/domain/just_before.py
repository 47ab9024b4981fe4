"""In whose light a line is meant: the end of what they told before it, and what they were then asked."""

MOST = 200  # characters of what was told, counted from its end
_ASKED = 120
_STOPS = ".!?,;:…\n"


def told_so_far(before: str, words: str) -> str:
    """Return the end of what was told, with these words added as a sentence of their own."""
    apart = "" if not before or before[-1] in _STOPS else "."
    return _end_of(f"{before}{apart} {words.strip()}".strip(), MOST)


def just_before(told: str, asked: str) -> str:
    """Return what was told and then asked before a line, as one text; empty where it is the first."""
    return " ".join(_end_of(part, most) for part, most in ((told, MOST), (asked, _ASKED)) if part)


def _end_of(text: str, most: int) -> str:
    """Return the last whole words of a text that are no longer than so many characters."""
    return text if len(text) <= most else text[-most:].partition(" ")[2]
