def load_all() -> None:
    modules = [
        ("app.items.models", "items.models"),
        ("app.users.models", "users.models"),
        ("app.posts.models.post", "posts.models.post"),
        ("app.invoices.models", "invoices.models"),
    ]
    for path, name in modules:
        load(path, name)
