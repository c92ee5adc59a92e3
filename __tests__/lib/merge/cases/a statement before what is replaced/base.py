async def create(db, data):
    return await repository.create(db, data)
