def stored(db):
    """Rows that people have commented on."""
    for number in range(1, 3):
        db.merge(User(id=number))


def test_other(client):
    # Theirs.
    other = create(client, **OTHER)
    assert other["id"]
