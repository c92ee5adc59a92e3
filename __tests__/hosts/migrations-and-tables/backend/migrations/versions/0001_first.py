"""first"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    for table, column in (("users", "email"), ("items", "name")):
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column(column, sa.String(120), nullable=False),
        )
        op.create_index(f"ix_{table}_id", table, ["id"])


def downgrade() -> None:
    op.drop_table("items")
    op.drop_table("users")
