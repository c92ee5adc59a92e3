from typing import TYPE_CHECKING

from app.core.db import engine

if TYPE_CHECKING:
    from app.invoices import models as invoices_models
    from app.users import models as user_models
else:
    from app.invoices import models as invoices_models
    from app.users import models as user_models

user_models.Base.metadata.create_all(bind=engine)
invoices_models.Base.metadata.create_all(bind=engine)
