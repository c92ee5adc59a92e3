def test_update(client):
    updated = response.json()
    assert updated == invoice | changes | {"customer": updated["customer"]}
    assert client.get(URL).json() == [updated, other]
