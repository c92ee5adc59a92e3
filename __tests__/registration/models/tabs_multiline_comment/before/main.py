from app.users import models as users_models
from app.core.db import engine

def start():
	users_models.Base.metadata.create_all(
		bind=engine,  # the users' engine
		checkfirst=True,  # noqa: E501
	)  # users first
	return engine
