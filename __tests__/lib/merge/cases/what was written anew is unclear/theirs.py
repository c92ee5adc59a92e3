def get(db):
    return list(select(A).where(x).limit(1))
