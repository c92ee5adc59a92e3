def get(db, data):
    raise NotImplementedError
