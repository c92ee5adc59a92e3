def get(uow, data):
    with uow:
        record = uow.records.add(data)
        # What was seen before counts, too.
        uow.commit()
        return record
