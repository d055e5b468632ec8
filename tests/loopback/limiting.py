"""Rate limits: 429 as Discord words it, and buckets of messages by channel."""

import re
from collections import defaultdict, deque

from aiohttp import web

from tests.loopback.hub import Hub
from tests.loopback.replies import reply

MOST, SECONDS = 5, 5.0  # messages to one channel, as Discord has it today; clients learn it from the headers
COUNTED = re.compile(r"/channels/(\d+)/messages")


class Buckets:
    """Counts the messages to each channel over the last seconds."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._sent: defaultdict[str, deque[float]] = defaultdict(deque)

    def full(self, method: str, path: str) -> web.Response | None:
        """429 where the channel had its messages already; else this one is counted, and None."""
        if method != "POST" or not (channel := COUNTED.fullmatch(path)):
            return None
        now, sent = self._hub.clock.now(), self._sent[channel[1]]
        while sent and sent[0] <= now - SECONDS:
            sent.popleft()
        if len(sent) >= MOST:
            return self.refusal(sent[0] + SECONDS - now)
        sent.append(now)
        return None

    def headers(self, method: str, path: str) -> dict[str, str]:
        """What tells a client how many messages it has left; nothing where none are counted."""
        if not self._hub.buckets or method != "POST" or not (channel := COUNTED.fullmatch(path)):
            return {}
        now, sent = self._hub.clock.now(), self._sent[channel[1]]
        return _told(MOST - len(sent), (sent[0] + SECONDS - now) if sent else SECONDS, now)

    def refusal(self, after: float, everywhere: bool = False) -> web.Response:
        """429 that asks to wait so many seconds; ``everywhere``: with every request."""
        scope = {"X-RateLimit-Global": "true"} if everywhere else {}
        headers = _told(0, after, self._hub.clock.now()) | {
            "Via": "1.1 loopback",  # without it clients take the 429 for a ban by the proxy in front
            "Retry-After": f"{after:.3f}",
            "X-RateLimit-Scope": "global" if everywhere else "user",
        }
        body = {
            "message": "You are being rate limited.",
            "retry_after": round(after, 3),
            "global": everywhere,
            "code": 0,
        }
        return reply(body, 429, headers | scope)


def _told(remaining: int, after: float, now: float) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(MOST),
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset": f"{now + after:.3f}",
        "X-RateLimit-Reset-After": f"{after:.3f}",
        "X-RateLimit-Bucket": "messages",
    }
