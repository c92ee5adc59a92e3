@pytest.mark.parametrize("fields", BAD)
def test_bad(client, fields):
    assert client.post(URL, json=fields).status_code == 422


def test_get(client):
    assert client.get(URL).json() == []
