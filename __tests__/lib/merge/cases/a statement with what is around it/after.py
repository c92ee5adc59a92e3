def create(db, data):
    log(data)
    try:
        return store(db, data)
    except TakenError as error:
        raise taken() from error
