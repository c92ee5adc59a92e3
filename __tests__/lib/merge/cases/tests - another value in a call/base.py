def stored(db):
    for number in range(1, 3):
        db.merge(User(id=number))


def test_other(client):
    other = create(client, **OTHER)
