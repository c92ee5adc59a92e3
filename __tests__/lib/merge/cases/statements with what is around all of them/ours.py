class Service:
    def add(self, uow, data):
        with uow:
            record = uow.records.add(data)
            uow.commit()
            return record

    def list(self, uow):
        # Ours.
        return uow.records.all()


class Other:
    def add(self, uow, data):
        with uow:
            return uow.others.add(data)
