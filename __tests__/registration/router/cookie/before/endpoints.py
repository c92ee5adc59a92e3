# -*- coding: utf-8 -*-
from app.users import api as users_api  # é
from app.core import app

# fmt: off
app.include_router( users_api.router,  tags = ["users"] )  # noqa: E201
# fmt: on
