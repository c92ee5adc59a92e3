import app.core.db
import app.invoices.models  # noqa: F401
import app.users.models  # noqa: F401

target_metadata = app.core.db.Base.metadata
