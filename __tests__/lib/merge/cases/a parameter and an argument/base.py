def get(db, skip):
    return list(db, skip)
