from app.users.models import *

target_metadata = Base.metadata
