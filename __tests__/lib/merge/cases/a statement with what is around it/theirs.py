def create(db, data):
    try:
        return store(db, data)
    except TakenError as error:
        raise taken() from error
