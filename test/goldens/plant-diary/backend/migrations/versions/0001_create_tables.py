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
        "plants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.String(255), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("species", sa.String(200), nullable=True),
        sa.Column("room", sa.String(50), nullable=True),
        sa.Column("watering_interval_days", sa.Integer(), nullable=False),
        sa.Column("notes", sa.String(2000), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint(
            "watering_interval_days >= 1 AND watering_interval_days <= 365",
            name="ck_plants_watering_interval_days",
        ),
    )
    op.create_index("ix_plants_user_id", "plants", ["user_id"])
    op.create_index("ix_plants_room", "plants", ["room"])


def downgrade() -> None:
    """Drop the tables with their indexes."""
    op.drop_table("plants")
