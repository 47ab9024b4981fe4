"""The names the senses know, head by head, and what public labels mean in them."""

import tomllib
from pathlib import Path

_HERE = Path(__file__).parent
_NAMES = tomllib.loads((_HERE / "vocabulary.toml").read_text(encoding="utf-8"))
_PUBLIC = tomllib.loads((_HERE / "public.toml").read_text(encoding="utf-8"))

ANY = {head: tuple(names) for head, names in _NAMES["any"].items()}
ONE = {head: tuple(names) for head, names in _NAMES["one"].items()}
LABELS, FEELINGS = ANY["labels"], ANY["feelings"]
COMMENTS, SITUATIONS, STRESSORS = _PUBLIC["comments"], _PUBLIC["situations"], _PUBLIC["stressors"]
PLEASANT, PAINFUL = frozenset(_PUBLIC["sides"]["pleasant"]), frozenset(_PUBLIC["sides"]["painful"])
TONES = {name: tone for tone, names in _PUBLIC["tone"].items() for name in names}
EKMAN = _PUBLIC["ekman"]
