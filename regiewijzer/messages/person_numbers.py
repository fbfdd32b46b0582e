"""Which person numbers (BSN) an installation takes: the same for messages and extracts, so it stands in the vocabulary."""

from regiewijzer.vocabulary.person_numbers import PersonNumbers as PersonNumbers
