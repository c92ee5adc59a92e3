"""The app.

from app.users import models
"""
from __future__ import annotations
from app.users import models as users_models
from app.invoices import models as invoices_models
from app.core.db import engine

users_models.Base.metadata.create_all(bind=engine)  # noqa: E501
invoices_models.Base.metadata.create_all(bind=engine)  # noqa: E501
