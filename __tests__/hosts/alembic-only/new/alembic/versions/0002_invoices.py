"""invoices"""

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "invoices",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.String(120), nullable=False),
    )
    op.create_index("ix_invoices_number", "invoices", ["number"])


def downgrade() -> None:
    op.drop_table("invoices")
