"""Refusals with Discord's own codes, HTTP statuses and words."""

from tests.loopback.records import Json

KNOWN = {
    0: (401, "401: Unauthorized"),
    1: (404, "404: Not Found"),  # no such route; Discord has no code for it
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    20001: (403, "Bots cannot use this endpoint"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    40094: (400, "This interaction has reached the maximum number of follow up messages"),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50024: (403, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160002: (400, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
}

# What no well-behaved bot is ever refused for; the others happen to good bots too, when something is deleted meanwhile.
FAULTS = {0, 1, 40060, 40094, 50006, 50008, 50035, 50109}


class RefusalError(Exception):
    """Discord's no: a code, its HTTP status and words, and for 50035 the errors by path."""

    def __init__(self, code: int, errors: Json | None = None, fault: bool | None = None) -> None:
        self.code = code
        self.status, self.words = KNOWN[code]
        self.errors = errors
        self.fault = code in FAULTS if fault is None else fault
        super().__init__(f"{code}: {self.words}")

    def json(self) -> Json:
        """The body of the response."""
        body: Json = {"message": self.words, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


class Form:
    """Collects what is wrong with a body, each at its path, so that all of it is told at once."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def wrong(self, path: tuple[str | int, ...], code: str, message: str) -> None:
        """Notes an error at that path."""
        place = self.errors
        for step in path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def text(self, path: tuple[str | int, ...], value: object, least: int, most: int) -> None:
        """Notes unless the value is a text of that many characters; None is allowed where none need be."""
        if value is None and least == 0:
            return
        if value is None:
            self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(value, str):
            self.wrong(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
        elif not value.strip() and least:
            self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not least <= length(value) <= most:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def count(self, path: tuple[str | int, ...], values: object, least: int, most: int) -> bool:
        """Whether the value is a list of so many; notes it unless."""
        if not isinstance(values, list):
            self.wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        elif not least <= len(values) <= most:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        else:
            return True
        return False

    def check(self) -> None:
        """Raises RefusalError 50035 if anything is wrong."""
        if self.errors:
            raise RefusalError(50035, self.errors)


def invalid(*path: str | int, code: str, message: str, fault: bool = True) -> RefusalError:
    """50035 for one thing at that path."""
    form = Form()
    form.wrong(path, code, message)
    return RefusalError(50035, form.errors, fault)


def length(text: str) -> int:
    """Characters as the strictest of Discord's counts has them: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
