#!/usr/bin/env bash
# Runs the fast suite on a second Python where one is found, and says which ran.
set -euo pipefail
first=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
for other in 3.13 3.11; do
  [ "$other" = "$first" ] && continue
  for python in "python$other" "$HOME/.pyenv/versions/$other".*/bin/python; do
    "$python" -c '' 2>/dev/null || continue
    echo "Also on Python $other:"
    [ -x .venv-also/bin/python ] || "$python" -m venv .venv-also
    .venv-also/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[check]'
    exec .venv-also/bin/python -m pytest --numprocesses 2 --ignore tests/stories --quiet
  done
done
echo "Only Python $first was found, so the fast suite ran on that alone."
