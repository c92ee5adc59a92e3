URL = "/api/v1/users/"


def test_create_user(client):
    response = client.post(URL, json={"username": "ada"})

    assert response.status_code == 201
    assert response.json()["about"] is None


def test_create_user_exists(client):
    client.post(URL, json={"username": "ada"})

    assert client.post(URL, json={"username": "ada"}).status_code == 409


def test_update_user(client):
    user = client.post(URL, json={"username": "ada"}).json()

    response = client.patch(f"{URL}{user['id']}", json={"about": "Countess"})

    assert response.json() == {**user, "about": "Countess"}


def test_delete_user(client):
    user = client.post(URL, json={"username": "ada"}).json()

    assert client.delete(f"{URL}{user['id']}").status_code == 204
    assert client.get(f"{URL}{user['id']}").status_code == 404
