"""Where the Discord front-end keeps its records: one SQLite file in the data folder."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from bot.contract import PASSAGES
from bot.discordbot.records import ChannelOutlets, Given, Judged, Settings, Tally, Vote
from bot.discordbot.tables import given as answers
from bot.discordbot.tables import schema, votes
from bot.discordbot.tables import settings as kept
from bot.followup import Turn, turn
from bot.types import Answer
from index.dateline import unfiled
from index.errors import StorageError
from index.sqlite import opened, writing
from index.types import Article

__all__ = ["ChannelOutlets", "Given", "Judged", "Settings", "State", "Tally", "Vote", "light"]

# Turns that a further question may lean on: people seldom look back further, and a long thread costs no more.
TURNS = 5
# What of an answer that was given is kept without being turned into text.
AS_IT_IS = ("message_id", "channel_id", "guild_id", "asker_id", "asked", "updated", "follows", "private")


class State:
    """The SQLite file at ``path``, made if need be. Its methods may be called from any thread and take milliseconds.

    Raises StorageError if the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        # Votes go with their answers, and what is deleted is overwritten.
        self._engine = opened(path, "foreign_keys=ON", "secure_delete=ON")
        try:
            with writing(self._engine) as connection:
                schema.create_all(connection)
                _add_missing(connection)
        except sa.exc.DatabaseError as error:
            raise StorageError(
                f"{path} cannot be opened ({error.orig}). Check that you may write to its folder; if the file is "
                "damaged, put a copy of it back, or move it away: only settings, votes and old buttons are lost."
            ) from error

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def settings(self, guild_id: int) -> Settings:
        """The server's settings; the defaults where none are kept."""
        with self._engine.connect() as connection:
            found = connection.scalar(sa.select(kept.c.settings).where(kept.c.guild_id == guild_id))
        return _json(Settings).validate_json(found) if found else Settings(guild_id)

    def set_settings(self, settings: Settings) -> None:
        """Keep them in place of the earlier ones."""
        text = _json(Settings).dump_json(settings).decode()
        with writing(self._engine) as connection:
            connection.execute(kept.delete().where(kept.c.guild_id == settings.guild_id))
            connection.execute(kept.insert().values(guild_id=settings.guild_id, settings=text))

    def guilds(self) -> set[int]:
        """The servers that have settings."""
        with self._engine.connect() as connection:
            return set(connection.scalars(sa.select(kept.c.guild_id)))

    def give(self, given: Given) -> None:
        """Keep the answer; an earlier one in the same message goes, and so do the votes on it."""
        with writing(self._engine) as connection:
            connection.execute(answers.delete().where(answers.c.message_id == given.message_id))
            connection.execute(answers.insert().values(_row(given)))

    def given(self, message_id: int) -> Given | None:
        """The answer in that message; None if none is kept."""
        return self._first(answers.c.message_id == message_id)

    def latest(self, channel_id: int) -> Given | None:
        """The latest answer in that channel or thread that all saw; without one, the answer that the thread was opened
        from (whose message gave the thread its id)."""
        return self._first((answers.c.channel_id == channel_id) & ~answers.c.private) or self.given(channel_id)

    def turns(self, message_id: int | None) -> tuple[Turn, ...]:
        """The turns that led to the answer in that message, which is the last of them, at most ``TURNS``; none where
        it is unknown."""
        found: list[Turn] = []
        while message_id and len(found) < TURNS and (given := self.given(message_id)):
            found.insert(0, turn(given.answer))
            message_id = given.follows
        return tuple(found)

    def vote(self, vote: Vote) -> bool:
        """Whether the vote was kept: there must be such an answer. An earlier one of the same person goes."""
        mine = (votes.c.message_id == vote.message_id) & (votes.c.user_id == vote.user_id)
        values = {"message_id": vote.message_id, "user_id": vote.user_id, "right": vote.right}
        try:
            with writing(self._engine) as connection:
                connection.execute(votes.delete().where(mine))
                connection.execute(votes.insert().values(values | {"voted_at": _utc(vote.voted_at)}))
        except sa.exc.IntegrityError:
            return False
        return True

    def tally(self) -> Tally:
        """The numbers."""
        right = sa.func.count().filter(votes.c.right)
        with self._engine.connect() as connection:
            count = connection.scalar(sa.select(sa.func.count()).select_from(answers)) or 0
            row = connection.execute(sa.select(right, sa.func.count()).select_from(votes)).one()
        return Tally(count, row[0], row[1] - row[0])

    def judged(self) -> Iterator[Judged]:
        """The answers that have votes, the oldest first."""
        right = sa.func.count().filter(votes.c.right)
        query = (
            sa.select(answers, (2 * right > sa.func.count()).label("right"))
            .join(votes)
            .group_by(answers.c.message_id)
            .order_by(answers.c.given_at, answers.c.message_id)
        )
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield _judged(_given(row), bool(row.right))

    def forget_guild(self, guild_id: int) -> None:
        """Delete the server's settings, the answers given there and the votes on them."""
        self._delete(kept.delete().where(kept.c.guild_id == guild_id), answers.delete().filter_by(guild_id=guild_id))

    def forget_person(self, user_id: int) -> None:
        """Delete the answers to the person's questions, the votes on them, and the person's own votes."""
        self._delete(votes.delete().where(votes.c.user_id == user_id), answers.delete().filter_by(asker_id=user_id))

    def prune(self, before: datetime) -> int:
        """How many answers were given before then; they and their votes are deleted."""
        return self._delete(answers.delete().where(answers.c.given_at < _utc(before)))

    def _first(self, which: sa.ColumnElement[bool]) -> Given | None:
        """The latest of these answers."""
        order = (answers.c.given_at.desc(), answers.c.message_id.desc())
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(answers).where(which).order_by(*order).limit(1)).first()
        return _given(row) if row else None

    def _delete(self, *statements: sa.Delete) -> int:
        """How many rows the last of the statements deleted; the log does not remember them either."""
        with writing(self._engine) as connection:
            counts = [connection.execute(statement).rowcount for statement in statements]
        with closing(self._engine.raw_connection()) as line:  # not within a transaction
            line.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return counts[-1]


def _add_missing(connection: sa.Connection) -> None:
    """Add the column that files of earlier versions lack."""
    if "private" not in {column["name"] for column in sa.inspect(connection).get_columns(answers.name)}:
        connection.exec_driver_sql(f"ALTER TABLE {answers.name} ADD COLUMN private BOOLEAN NOT NULL DEFAULT 0")


@cache
def _json(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _utc(moment: datetime) -> str:
    """The moment as text that sorts."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _row(given: Given) -> dict[str, Any]:
    text = _json(Answer).dump_json(light(given.answer)).decode()
    return {name: getattr(given, name) for name in AS_IT_IS} | {"answer": text, "given_at": _utc(given.given_at)}


def light(answer: Answer) -> Answer:
    """The answer with as many hits as its JSON shows, and no texts of articles."""
    citations = tuple(replace(citation, article=_head(citation.article)) for citation in answer.citations)
    hits = tuple(replace(hit, article=_head(hit.article)) for hit in answer.hits[:PASSAGES])
    return replace(answer, citations=citations, hits=hits)


def _head(article: Article) -> Article:
    return replace(article, text="")


def _given(row: sa.Row[Any]) -> Given:
    answer, given_at = _json(Answer).validate_json(row.answer), datetime.fromisoformat(row.given_at)
    return Given(answer=answer, given_at=given_at, **{name: getattr(row, name) for name in AS_IT_IS})


def _judged(given: Given, right: bool) -> Judged:
    query, cited = given.answer.query, given.answer.citations if right else ()
    asked = (str(given.message_id), query.question, query.asked_at.isoformat())
    # An answer shows a quotation without the place from which it was filed.
    answers = dict.fromkeys(unfiled(citation.quote) for citation in cited)
    urls = dict.fromkeys(citation.article.url for citation in cited)
    return Judged(*asked, right, given.answer.text, tuple(answers), tuple(url for url in urls if url))
