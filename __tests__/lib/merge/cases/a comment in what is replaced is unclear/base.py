def get(uow, data):
    with uow:
        record = uow.records.add(data)
        uow.commit()
        return record
