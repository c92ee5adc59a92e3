ORM = {
    "models": [
        "app.users.models",
        "aerich.models",
    ],
}
