from app.invoices import models as _invoices_models  # noqa: F401
from app.users import models as _users_models  # noqa: F401
from app.users.keys import models as _keys_models  # noqa: F401

target_metadata = _users_models.Base.metadata
