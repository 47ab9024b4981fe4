"""The shape bar: short functions, short files. Counts from the line after the docstring."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

LONGEST_FUNCTION = 40
LONGEST_FILE = 400
P90 = 25


def functions(tree: ast.AST) -> Iterator[tuple[str, int, int]]:
    """Yield each function's name, its line, and how many lines its body has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 1
            yield node.name, node.lineno, lines


def faults(path: Path, sizes: list[int]) -> Iterator[str]:
    """Yield what is over the bar in one file, adding its functions' sizes to `sizes`."""
    text = path.read_text(encoding="utf-8")
    if (count := text.count("\n")) > LONGEST_FILE:
        yield f"{path}: {count} lines; no file has more than {LONGEST_FILE}"
    for name, line, size in functions(ast.parse(text)):
        sizes.append(size)
        if size > LONGEST_FUNCTION:
            yield f"{path}:{line} {name}: {size} lines; no function has more than {LONGEST_FUNCTION}"


def main(folders: list[str]) -> int:
    """Print what is over the bar; return how many things are."""
    sizes: list[int] = []
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*.py"))
    found = [fault for path in paths for fault in faults(path, sizes)]
    sizes.sort()
    p90 = sizes[int(len(sizes) * 0.9)] if sizes else 0
    if p90 > P90:
        found.append(f"nine functions in ten have at most {p90} lines; the bar is {P90}")
    print(*found, sep="\n", end="\n" if found else "")
    print(
        f"{len(sizes)} functions: median {sizes[len(sizes) // 2]}, p90 {p90}, longest {sizes[-1]}"
    )
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
