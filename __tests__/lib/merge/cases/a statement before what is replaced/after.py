async def create(db, data):
    await check(db, data)
    try:
        return await repository.create(db, data)
    except IntegrityError as error:
        raise not_found() from error
