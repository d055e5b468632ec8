"""The catalog's tables, in SQL that SQLite and PostgreSQL both speak."""

import sqlalchemy as sa

schema = sa.MetaData()
articles = sa.Table(
    "articles",
    schema,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("url", sa.String),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("source", sa.String, index=True),
    sa.Column("published", sa.String, index=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("author", sa.String),
    sa.Column("fingerprint", sa.String, nullable=False),
    sa.Column("copy_of", sa.String, nullable=False, index=True),
    sa.Column("added_at", sa.String, nullable=False),
)
passages = sa.Table(
    "passages",
    schema,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("article_id", sa.ForeignKey("articles.id"), nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("vector", sa.String, nullable=False, index=True),
)
vectors = sa.Table(
    "vectors",
    schema,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("half", sa.LargeBinary, nullable=False),
)
pending = sa.Table(
    "pending",
    schema,
    sa.Column("passage_id", sa.String, primary_key=True),
    sa.Column("removed", sa.Boolean, nullable=False),
)
built = sa.Table(
    "built",
    schema,
    sa.Column("what", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)
