def test_get(client):
    assert client.get(URL).json() == []


def test_last(client):
    assert client
