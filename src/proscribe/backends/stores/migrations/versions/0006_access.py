"""Keys, users, their passwords and sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

APPENDED = ("access_key", "access_key_revocation", "account")

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, and triggers that keep three of them append-only."""
    create_keys()
    create_accounts()
    create_logins()
    for table in APPENDED:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON"
                f" {table} FOR EACH STATEMENT EXECUTE FUNCTION proscribe_append_only()"
            )
            continue
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END"
            )


def create_keys() -> None:
    """Make the tables of keys, and of those that were revoked."""
    op.create_table(
        "access_key",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("organisation", KEY, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("rate", sa.Float),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("expires_at", sa.String(32)),
        sa.PrimaryKeyConstraint("number", name="pk_access_key"),
        sa.UniqueConstraint("id", name="uq_access_key_id"),
    )
    op.create_table(
        "access_key_revocation",
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key_id", name="pk_access_key_revocation"),
        sa.ForeignKeyConstraint(
            ["key_id"], ["access_key.id"], name="fk_access_key_revocation_key_id_access_key"
        ),
    )


def create_accounts() -> None:
    """Make the table of what was said of users."""
    op.create_table(
        "account",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("organisation", KEY, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_account"),
    )
    op.create_index("ix_account_name", "account", ["name"])


def create_logins() -> None:
    """Make the tables of passwords, sessions and one-time tokens."""
    op.create_table(
        "account_password",
        sa.Column("name", KEY, nullable=False),
        sa.Column("hashed", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_account_password"),
    )
    op.create_table(
        "session",
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("expires_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_session"),
    )
    op.create_index("ix_session_name", "session", ["name"])
    op.create_table(
        "first_token",
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("expires_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_first_token"),
    )
