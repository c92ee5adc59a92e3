def test_get(client):
    assert client.get(URL).json() == []


def test_a_hundred(client):
    for _ in range(101):
        create(client)


def test_ten(client):
    for _ in range(10):
        create(client)


def test_last(client):
    assert client
