def get(db, data):
    check(db, data)
    return one(db)
