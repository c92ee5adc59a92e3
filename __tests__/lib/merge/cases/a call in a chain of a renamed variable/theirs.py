def get(db):
    query = select(A).where(*conditions(db)).limit(1)
    return list(query)
