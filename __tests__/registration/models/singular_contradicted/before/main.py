from app.users import models as user_models
from app.auth import models as auth_models
from app.items import models as items_models
from app.posts import models as post_models
from app.core.db import engine

user_models.Base.metadata.create_all(bind=engine)
post_models.Base.metadata.create_all(bind=engine)
