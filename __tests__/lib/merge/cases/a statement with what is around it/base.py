def create(db, data):
    return store(db, data)
