"""One token for each Chinese character, Latin words and numbers whole: no mark of an entity ever cuts a token.

Loaded by Rasa in its own environment (Python 3.10).
"""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

_TOKEN = re.compile(r"[a-zA-Z]+|\d+|[^\sa-zA-Z\d]")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class CharacterTokenizer(Tokenizer):
    """JiebaTokenizer drops what it cannot align: 143 marks of a salon's training data."""

    @staticmethod
    def required_packages() -> list[str]:
        """None besides Rasa."""
        return []

    @staticmethod
    def get_default_config() -> dict[str, object]:
        """What every tokenizer of Rasa takes."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute; a text of nothing but spaces is one token, as Rasa needs one."""
        text = message.get(attribute)
        return [Token(found[0], found.start()) for found in _TOKEN.finditer(text)] or [Token(text, 0)]
