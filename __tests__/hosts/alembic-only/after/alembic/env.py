from sqlalchemy import engine_from_config, pool

from alembic import context
from app.db.session import Base
from app.invoices.models import Invoice  # noqa: F401
from app.items.models import Item  # noqa: F401
from app.users.models import User  # noqa: F401

config = context.config
target_metadata = Base.metadata


def run_migrations_online() -> None:
    connectable = engine_from_config(
        config.get_section(config.config_ini_section, {}),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
