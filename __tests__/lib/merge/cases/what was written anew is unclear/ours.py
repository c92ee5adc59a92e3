def get(db):
    return build(db)
