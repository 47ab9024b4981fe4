"""The senses: what a message tells of feelings, state, tone and meaning."""

from holdspace.models.senses.lexical import LexicalSenses

__all__ = ["LexicalSenses"]
