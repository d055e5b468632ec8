"""Which article is which: one id for one article, however often and in whatever spelling it comes."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Parameters that only say where a reader came from; with or without them it is the same article.
TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|mc_[ce]id|cmpid|ref|ref_src|smid|ocid|s_cid)$", re.IGNORECASE)


def digest(text: str) -> str:
    """16 hex characters that stand for the text: 64 bits, so one accident in a billion at 100,000 texts."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def canonical(url: str) -> str:
    """The URL without scheme differences, tracking parameters, fragment and trailing slash."""
    parts = urlsplit(url.strip())
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not TRACKING.match(k)))
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("https", host, parts.path.rstrip("/"), query, ""))


def article_id(url: str | None, origin: str | None, text: str) -> str:
    """The article's id: from its URL, else from where it lies (so that an edited file replaces itself),
    else from its text."""
    if url:
        return digest("url " + canonical(url))
    return digest(f"file {origin}") if origin else digest("text " + text)
