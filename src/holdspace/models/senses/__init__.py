"""The senses: what a message tells of feelings, state, tone, meaning and danger."""

from holdspace.models.senses.embedded import EmbeddedSenses
from holdspace.models.senses.lexical import LexicalSenses

__all__ = ["EmbeddedSenses", "LexicalSenses"]
