def test_update(client):
    updated = response.json()
    assert updated == invoice | changes | {"customer": updated["customer"]}
    assert client.get(URL).json() == [updated, other]


def test_of_the_team(client):
    assert client
