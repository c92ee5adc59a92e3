def get(db, filters, skip, mine=None):
    # kept
    return list(db, filters, skip)
