"""Create the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and their indexes."""
    op.create_table(
        "books",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("isbn", sa.String(13), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("genre", sa.String(7), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("price", sa.Numeric(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("metadata", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("isbn"),
        sa.CheckConstraint("genre IN ('novel', 'poetry', 'science')", name="ck_books_genre"),
        sa.CheckConstraint("pages >= 1", name="ck_books_pages"),
        sa.CheckConstraint("price >= 0", name="ck_books_price"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "loans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(200), nullable=True),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["book_id"], ["books.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_loans_book_id", "loans", ["book_id"])
    op.create_index("idx_loans_member", "loans", ["member_id", sa.column("created_at").desc()])
    op.create_index(
        "uq_loans_open",
        "loans",
        ["member_id", "book_id"],
        unique=True,
        postgresql_where=sa.column("due_at").is_(None),
        sqlite_where=sa.column("due_at").is_(None),
    )


def downgrade() -> None:
    """Drop the tables with their indexes."""
    op.drop_table("loans")
    op.drop_table("books")
