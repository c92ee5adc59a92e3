def get(db):
    stmt = select(A).limit(1)
    return list(stmt)
