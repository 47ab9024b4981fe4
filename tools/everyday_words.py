"""Writes which words are no names at the beginning of a sentence: those that our own sentences often write in small letters inside one.

    python tools/everyday_words.py

It reads the sentences that were written for the engine to learn from, and never the halves that are only counted.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "src/holdspace/access/identifiers"
READ = ("corpora/learn/*.toml", "corpora/senses/learn/*.toml", "src/holdspace/voice/bank/en/*.toml")
OFTEN = 5  # times, at least
CAPITALS = 0.1  # of its places inside a sentence, at most: more, and it is somebody's name too
_SMALL = re.compile(r"(?<![\w'])[a-z]{3,}(?![\w'])")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?![\w'])")


def words() -> Iterator[str]:
    """Yield the words, in order."""
    with (HERE / "en.toml").open("rb") as file:
        lists = tomllib.load(file)
    names = {*lists["given_names"], *lists["words_too"], *lists["places"], *lists["months"]}
    text = "\n".join(path.read_text(encoding="utf-8") for glob in READ for path in sorted(ROOT.glob(glob)))  # fmt: skip
    small = Counter(_SMALL.findall(text))
    capital = Counter(word.lower() for word in _CAPITAL.findall(text))
    for word, times in sorted(small.items()):
        if word not in names and times >= OFTEN and capital[word] <= CAPITALS * (times + capital[word]):  # fmt: skip
            yield word


def main() -> None:
    """Write the file."""
    head = "# Words that are no names where a sentence begins. Written by tools/everyday_words.py, which says how.\n"
    (HERE / "everyday.toml").write_text(f'{head}words = """\n{chr(10).join(words())}\n"""\n', encoding="utf-8")  # fmt: skip


if __name__ == "__main__":
    main()
