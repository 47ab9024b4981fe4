"""Senses on another machine of the keeper's: asked over HTTP, and done without when they do not answer.

No setting turns them on yet: before words may leave a machine, its pages must say that they do (decision 16).
"""

from dataclasses import replace

import httpx

from holdspace.domain.language import Parse
from holdspace.domain.talk import Heard, Perception
from holdspace.models.senses.wire import read
from holdspace.ports import Senses

_SECONDS = 2.0  # longer than this nobody waits to be understood


class RemoteSenses:
    """Asks a server what it understands of a message; danger is still heard at home."""

    def __init__(self, client: httpx.AsyncClient, address: str, home: Senses) -> None:
        """Take a client, where to ask, and the senses that stay at home."""
        self._client, self._address, self._home = client, address, home

    async def perceive(self, heard: Heard, parse: Parse) -> Perception:
        """Return what the server understood, or what is understood at home where it fails."""
        at_home = await self._home.perceive(heard, parse)
        try:
            answer = await self._client.post(
                self._address, json={"text": heard.words.text}, timeout=_SECONDS
            )
            told = read(answer.raise_for_status().json())
        except (httpx.HTTPError, KeyError, TypeError, ValueError, AttributeError):
            return at_home
        return replace(told, tone=at_home.tone, evidence=at_home.evidence)
