"""users and items"""

import sqlalchemy as sa

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
    )
    op.create_index("ix_users_email", "users", ["email"])
    op.create_table(
        "items",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
    )
    op.create_index("ix_items_name", "items", ["name"])


def downgrade() -> None:
    op.drop_table("items")
    op.drop_table("users")
