"""What can go wrong, as a tree. Each message may be shown to a person and says the remedy.

DatelineError
├── ConfigError         config.yaml cannot be used
├── InputError          an article, a file or a question cannot be used
├── NotFoundError       there is no such article
├── IndexMismatchError  the index was built with another model or splitter
├── ModelError          a bundled or named model is missing or not what it should be
│   └── ChatModelError  the chat model does not answer
└── StorageError        the data folder cannot be read or written
    └── OwnerError      the process that owns the index does not answer
"""


class DatelineError(Exception):
    """The base of all errors that are told to people; only front-ends catch it."""


class ConfigError(DatelineError):
    """config.yaml cannot be used."""


class InputError(DatelineError):
    """An article, a file or a question cannot be used."""


class NotFoundError(DatelineError):
    """There is no such article."""


class IndexMismatchError(DatelineError):
    """The index was built with another model or splitter."""


class ModelError(DatelineError):
    """A model is missing or not what it should be."""


class ChatModelError(ModelError):
    """The chat model does not answer. ``passing``: it may, if asked again ``after`` so many seconds."""

    def __init__(self, message: str, passing: bool = False, after: float = 0.0) -> None:
        super().__init__(message)
        self.passing, self.after = passing, after


class StorageError(DatelineError):
    """The data folder cannot be read or written."""


class OwnerError(StorageError):
    """The process that owns the index does not answer."""
