"""Which article is which: one id for one article, however often and in whatever spelling it comes."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Parameters that only say where a reader came from; with or without them it is the same article.
TRACKING = re.compile(
    r"^(utm_.*|at_.*|ns_.*|mc_[ce]id|(fb|g|d|y|tw)clid|msclkid|[gw]braid|igshid|_g[al]"
    r"|cmp|cmpid|ref|ref_src|smid|smtyp|ocid|ncid|ito|xtor|ftag|taid|s_cid|sr_share|soc_src)$",
    re.IGNORECASE,
)


def digest(text: str) -> str:
    """16 hex characters that stand for the text: 64 bits, so one accident in a billion at 100,000 texts."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def web_url(text: str | None) -> str | None:
    """The text as it is when it is a well-formed http or https URL, else None."""
    url = (text or "").strip()
    try:
        parts = urlsplit(url)
        well = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", url)
    except ValueError:  # such as "http://[bad"
        return None
    return url if well else None


def canonical(url: str) -> str:
    """The URL without scheme differences, tracking parameters, fragment and trailing slash; a malformed one
    as it is."""
    try:
        parts = urlsplit(url.strip())
        # A blank value is kept: in "story?12345" it is the whole of the story's name.
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)]
        host = parts.netloc.lower().removeprefix("www.")
        return urlunsplit(("https", host, parts.path.rstrip("/"), urlencode(sorted(query)), ""))
    except ValueError:
        return url.strip()


def article_id(url: str | None, origin: str | None, text: str) -> str:
    """The article's id: from its URL, else from where it lies (so that an edited file replaces itself),
    else from its text."""
    if url:
        return digest("url " + canonical(url))
    return digest(f"file {origin}") if origin else digest("text " + text)
