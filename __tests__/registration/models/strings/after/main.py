ORM = {
    "models": [
        "app.users.models",
        "aerich.models",
        "app.invoices.models",
    ],
}
