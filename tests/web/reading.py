"""Reads what the front door sends, as a browser would."""

import json
from typing import Any

from tests.web.browser import Browser

STREAM = {"accept": "text/event-stream"}


def say(client: Browser, words: str = "I'm so tired", **fields: str) -> list[dict[str, Any]]:
    """Send words as our script does, and return the events that come back."""
    answer = client.post("/talk", data={"words": words, **fields}, headers=STREAM)
    assert answer.status_code == 200
    return events(answer.text)


def events(text: str) -> list[dict[str, Any]]:
    """Return the server-sent events of a stream."""
    out = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n"))
        if lines.get("event"):
            out.append({"name": lines["event"], **json.loads(lines["data"])})
    return out
