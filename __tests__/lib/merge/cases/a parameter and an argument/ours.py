def get(db, skip, mine=None):
    # kept
    return list(db, skip)
