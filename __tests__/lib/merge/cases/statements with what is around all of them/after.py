class Service:
    def add(self, uow, data):
        with uow:
            if data.tags and not uow.tags.exist(data.tags):
                raise Missing("tags")
            try:
                record = uow.records.add(data)
                uow.commit()
            except IntegrityError:
                raise Missing("tags")
            return record

    def list(self, uow):
        # Ours.
        return uow.records.all()


class Other:
    def add(self, uow, data):
        with uow:
            return uow.others.add(data)
