"""House lints no library has: pure rooms open no files, and no pattern can run away."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PURE = ("domain", "access", "safety", "practice", "journey", "conversation", "ports")
# A repeated group that itself repeats, such as (a+)+, can take exponential time.
NESTED = re.compile(r"\([^()]*[^\\()][*+}][^()]*\)\s*[*+{]")


def opens(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which the builtin `open` is called."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "open"
        ):
            yield node.lineno


def runaway_patterns(tree: ast.AST) -> Iterator[int]:
    """Yield the lines of `re.compile` calls whose pattern nests quantifiers."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr != "compile" or not node.args:
            continue
        pattern = node.args[0]
        if isinstance(pattern, ast.Constant) and NESTED.search(str(pattern.value)):
            yield node.lineno


def main(root: str) -> int:
    """Print every fault; return 1 when there is one."""
    found = []
    for path in sorted(Path(root).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        room = path.relative_to(Path(root) / "holdspace").parts[0]
        if room in PURE:
            found += [f"{path}:{line}: a pure room opens no files" for line in opens(tree)]
        found += [
            f"{path}:{line}: nested quantifiers can run away" for line in runaway_patterns(tree)
        ]
    print(*found, sep="\n", end="\n" if found else "")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
