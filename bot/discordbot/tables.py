"""The tables of what the Discord front-end keeps."""

import sqlalchemy as sa

schema = sa.MetaData()
settings = sa.Table(
    "settings",
    schema,
    sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("settings", sa.Text, nullable=False),  # JSON
)
given = sa.Table(
    "given",
    schema,
    sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("channel_id", sa.BigInteger, nullable=False, index=True),
    sa.Column("guild_id", sa.BigInteger, index=True),
    sa.Column("asker_id", sa.BigInteger, nullable=False, index=True),
    sa.Column("asked", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),  # JSON
    sa.Column("updated", sa.String),
    sa.Column("given_at", sa.String, nullable=False, index=True),  # ISO, in UTC, so that it sorts
    sa.Column("follows", sa.BigInteger),
    sa.Column("private", sa.Boolean, nullable=False, server_default=sa.false()),
)
votes = sa.Table(
    "votes",
    schema,
    sa.Column("message_id", sa.ForeignKey("given.message_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False, index=True),
    sa.Column("right", sa.Boolean, nullable=False),
    sa.Column("voted_at", sa.String, nullable=False),
)
