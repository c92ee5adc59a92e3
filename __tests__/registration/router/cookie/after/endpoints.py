# -*- coding: utf-8 -*-
from app.users import api as users_api  # é
from app.invoices import api as invoices_api
from app.core import app

# fmt: off
app.include_router( users_api.router,  tags = ["users"] )  # noqa: E201
app.include_router( invoices_api.router,  tags = ["invoices"] )  # noqa: E201
# fmt: on
