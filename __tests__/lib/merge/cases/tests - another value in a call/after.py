def stored(db):
    """Rows that people have commented on."""
    for number in range(1, 4):
        db.merge(User(id=number))
        db.merge(Customer(id=number))


def test_other(client):
    # Theirs.
    other = create(client, **OTHER | {"customer_id": 3})
    assert other["id"]
