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
        "cooks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handle", sa.String(40), nullable=False),
        sa.Column("motto", sa.String(200), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("handle"),
    )
    op.create_table(
        "recipes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("cook_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["cook_id"], ["cooks.id"]),
        sa.UniqueConstraint("slug"),
    )
    op.create_table(
        "remarks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recipe_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["recipe_id"], ["recipes.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_remarks_recipe_id", "remarks", ["recipe_id"])
    op.create_table(
        "recipe_bookmarks",
        sa.Column("recipe_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("recipe_id", "user_id"),
        sa.ForeignKeyConstraint(["recipe_id"], ["recipes.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_recipe_bookmark_user_id", "recipe_bookmarks", ["user_id"])
    op.create_table(
        "cook_watches",
        sa.Column("cook_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("cook_id", "user_id"),
        sa.ForeignKeyConstraint(["cook_id"], ["cooks.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_cook_watch_user_id", "cook_watches", ["user_id"])
    op.create_table(
        "recipe_ingredients",
        sa.Column("recipe_id", sa.Uuid(), nullable=False),
        sa.Column("ingredient", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("recipe_id", "ingredient"),
        sa.ForeignKeyConstraint(["recipe_id"], ["recipes.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_recipe_ingredients_ingredient", "recipe_ingredients", ["ingredient"])


def downgrade() -> None:
    """Drop the tables with their indexes."""
    op.drop_table("recipe_ingredients")
    op.drop_table("cook_watches")
    op.drop_table("recipe_bookmarks")
    op.drop_table("remarks")
    op.drop_table("recipes")
    op.drop_table("cooks")
