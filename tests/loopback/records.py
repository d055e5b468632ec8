"""What the server notes down, and the files that pass through it."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]  # an object in Discord's own form


@dataclass(frozen=True, slots=True)
class File:
    """A file that a user attaches or that the bot uploads."""

    name: str
    content: bytes
    content_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Request:
    """A request of the bot: seconds since the epoch by the server's clock, the path below /api/v10, and how it was
    answered: HTTP status, and Discord's error code or 0."""

    at: float
    method: str
    path: str
    json: Any
    files: tuple[File, ...]
    status: int
    code: int


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """A heartbeat of a shard, and how many seconds after its time it came (below zero: before)."""

    shard: int
    late: float


@dataclass(frozen=True, slots=True)
class Violation:
    """What a well-behaved bot does not do: the rule, the request or gateway message, and the particulars."""

    rule: str
    where: str
    detail: str
