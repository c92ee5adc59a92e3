def get(db):
    return list(select(A).limit(1))
