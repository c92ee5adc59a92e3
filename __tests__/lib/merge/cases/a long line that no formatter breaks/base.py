def get(db):
    return db
