def get(db, data):
    return one(db)
