def test_update(client):
    assert response.json() == invoice | changes
    assert client.get(URL).json() == [invoice | changes, other]
