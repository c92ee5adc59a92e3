def test_get(client):
    assert client.get(URL).json() == []


def test_a_hundred(client):
    for _ in range(101):
        create(client)


def test_ten(client):
    for number in range(10):
        create(client, number=number)


def test_last(client):
    assert client
