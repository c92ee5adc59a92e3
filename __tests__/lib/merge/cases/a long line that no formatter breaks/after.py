# A comment that is longer than the lines of this file may be, which no formatter does anything about at all.
def get(db):
    return db


def exists(db, customer_id, owner_id):
    query = select(Customer.id).where(
        Customer.id == customer_id, Customer.owner_id == owner_id
    )
    return query
