def get(db):
    query = select(A).limit(1)
    return list(query)
