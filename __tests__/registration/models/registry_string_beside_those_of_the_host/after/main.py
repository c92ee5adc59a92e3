MODELS = ["app.models", "app.stock.tables.models", "aerich.models", "app.invoices.models"]
ORM = {"apps": {"models": {"models": MODELS}}}
