def create(db, data):
    log(data)
    return store(db, data)
