from app.core.db import engine
from app.invoices import models as invoices_models
from app.users import models as users_models


async def start():
    async with engine.begin() as conn:
        await conn.run_sync(lambda sync: users_models.Base.metadata.create_all(sync))
        await conn.run_sync(lambda sync: invoices_models.Base.metadata.create_all(sync))
