import app.core.db
import app.users.models  # noqa: F401

target_metadata = app.core.db.Base.metadata
