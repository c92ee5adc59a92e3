def get(db):
    stmt = select(A).where(*conditions(db)).limit(1)
    return list(stmt)
