def get(db, filters, skip):
    return list(db, filters, skip)
