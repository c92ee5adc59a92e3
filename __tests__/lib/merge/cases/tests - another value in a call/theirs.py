def stored(db):
    for number in range(1, 4):
        db.merge(User(id=number))
        db.merge(Customer(id=number))


def test_other(client):
    other = create(client, **OTHER | {"customer_id": 3})
