"""Discord's limits of a message: content, embeds, nonce, and this server's own rule about mentions."""

from datetime import datetime

from tests.loopback.components import check_rows, check_url
from tests.loopback.records import Json
from tests.loopback.refusals import Form, invalid, length

CONTENT = 2000
EMBEDS, ALL_EMBEDS = 10, 6000
TITLE, DESCRIPTION, FIELDS, NAME, VALUE, FOOTER, AUTHOR = 256, 4096, 25, 256, 1024, 2048, 256
NONCE = 25
ATTACHMENTS = 10
COMPONENTS_V2 = 1 << 15  # the flag of messages made of components alone, which are not served here


def check_message(body: Json) -> None:
    """Raises RefusalError 50035 with every limit that the body of a new or edited message breaks."""
    form = Form()
    form.text(("content",), body.get("content"), 0, CONTENT)
    if form.count(("embeds",), body.get("embeds") or [], 0, EMBEDS):
        _check_embeds(form, body.get("embeds") or [])
    check_rows(form, body.get("components") or [])
    form.text(("nonce",), None if body.get("nonce") is None else str(body["nonce"]), 0, NONCE)
    form.count(("attachments",), body.get("attachments") or [], 0, ATTACHMENTS)
    if (body.get("flags") or 0) & COMPONENTS_V2:
        form.wrong(("flags",), "UNSUPPORTED", "This server does not know Components V2.")
    form.check()


def check_mentions(body: Json) -> None:
    """Raises RefusalError 50035 where text could mention somebody: Discord itself parses everyone by default."""
    if not (body.get("content") or body.get("embeds")):
        return
    allowed = body.get("allowed_mentions")
    if not isinstance(allowed, dict):
        raise invalid("allowed_mentions", code="BASE_TYPE_REQUIRED", message="allowed_mentions must be none, always")
    if allowed.get("parse") != [] or allowed.get("users") or allowed.get("roles") or allowed.get("replied_user"):
        raise invalid("allowed_mentions", code="MENTIONS_ALLOWED", message=f"must parse nothing, not {allowed}")


def _check_embeds(form: Form, embeds: list[Json]) -> None:
    for number, embed in enumerate(embeds):
        _check_embed(form, ("embeds", number), embed)
    if sum(length(text) for embed in embeds for text in embed_texts(embed)) > ALL_EMBEDS:
        form.wrong(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {ALL_EMBEDS}")


def _check_embed(form: Form, path: tuple[str | int, ...], embed: Json) -> None:
    form.text((*path, "title"), embed.get("title"), 0, TITLE)
    form.text((*path, "description"), embed.get("description"), 0, DESCRIPTION)
    form.text((*path, "footer", "text"), (embed.get("footer") or {}).get("text"), 0, FOOTER)
    form.text((*path, "author", "name"), (embed.get("author") or {}).get("name"), 0, AUTHOR)
    if form.count((*path, "fields"), embed.get("fields") or [], 0, FIELDS):
        for number, field in enumerate(embed.get("fields") or []):
            form.text((*path, "fields", number, "name"), field.get("name"), 1, NAME)
            form.text((*path, "fields", number, "value"), field.get("value"), 1, VALUE)
    if not any(
        embed.get(part) for part in ("title", "description", "fields", "footer", "author", "image", "thumbnail")
    ):
        form.wrong((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    _check_rest(form, path, embed)


def _check_rest(form: Form, path: tuple[str | int, ...], embed: Json) -> None:
    for part in (("url",), ("image", "url"), ("thumbnail", "url"), ("author", "url"), ("footer", "icon_url")):
        place = embed if len(part) == 1 else embed.get(part[0]) or {}
        check_url(form, (*path, *part), place.get(part[-1]))
    if not 0 <= (embed.get("color") or 0) <= 0xFFFFFF:
        form.wrong((*path, "color"), "NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215.")
    try:
        datetime.fromisoformat(embed.get("timestamp") or "2015-01-01")
    except ValueError:
        form.wrong((*path, "timestamp"), "DATE_TIME_TYPE_PARSE", f"Could not parse {embed['timestamp']}.")


def embed_texts(embed: Json) -> list[str]:
    """The texts of an embed that count, and that a person reads, from above to below."""
    fields = [text for field in embed.get("fields") or [] for text in (field.get("name"), field.get("value"))]
    author, footer = (embed.get("author") or {}).get("name"), (embed.get("footer") or {}).get("text")
    return [text for text in (author, embed.get("title"), embed.get("description"), *fields, footer) if text]
