MODELS = ["app.models", "app.stock.tables.models", "aerich.models"]
ORM = {"apps": {"models": {"models": MODELS}}}
