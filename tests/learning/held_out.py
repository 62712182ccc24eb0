"""Readers whose weights were learned without the source of the message they read: what a stranger's mail would meet.

For each source the weights are learned anew from everything else, our letters and sentences among it, in the way of
`make learn`; only by how much all of them are multiplied (`scale`) is taken from the shipped ones. Only the weights are
held out: phrases, thresholds and the learner's settings were made by people who had looked at the same corpus. Nothing
is scored here and no file is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from agent.reading import Classifier, Identity, Reader, classifier_from
from agent.settings import shipped_rules
from tests.labelled import LETTERS, Labelled, labelled
from tests.learning.learning import Example, Fitted, letters, sentences


def classifier_of(examples: Sequence[Example]) -> Classifier:
    """Weights learned from some letters and all sentences."""
    return classifier_from(Fitted([*examples, *sentences()]).files(shipped_rules().classifier.scale))


class HeldOut:
    """A reader for each message, by its source and by the user it came to; each set of weights is learned once."""

    def __init__(
        self, messages: Sequence[Labelled], learn: Callable[[Sequence[Example]], Classifier] = classifier_of
    ) -> None:
        """`messages` are measured, and learned from where they allow it, beside our letters but those in `unseen/`."""
        others = {message.name: message for message in messages if message.origin != "ours"}
        self._examples = letters((*labelled(LETTERS), *others.values()))
        self._learned_from = {example.source for example in self._examples}
        self._learn = learn
        self._reader = cache(self._new_reader)
        self._classifier = cache(self._new_classifier)

    def reader_of(self, message: Labelled) -> Reader:
        """The reader that has learned nothing from the message's source."""
        # Where nothing of a source is learned from, one set of weights serves, learned from everything.
        return self._reader(message.source if message.source in self._learned_from else None, message.me)

    def _new_reader(self, source: str | None, me: Identity) -> Reader:
        rules = shipped_rules()
        return Reader(rules.phrases, rules.almanac, self._classifier(source), me)

    def _new_classifier(self, source: str | None) -> Classifier:
        return self._learn([example for example in self._examples if example.source != source])
