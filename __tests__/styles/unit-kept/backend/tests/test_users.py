USER = {"email": "ada@example.com"}


def test_add_user(client):
    response = client.post("/users", json=USER)

    assert response.status_code == 201
    assert client.get("/users").json() == [response.json()]


def test_add_user_taken(client):
    client.post("/users", json=USER)

    assert client.post("/users", json=USER).status_code == 409


def test_edit_user(client):
    user = client.post("/users", json=USER).json()

    response = client.patch(f"/users/{user['id']}", json={"name": "Ada"})

    assert response.json() == {**user, "name": "Ada"}


def test_delete_user(client):
    user = client.post("/users", json=USER).json()

    assert client.delete(f"/users/{user['id']}").status_code == 204
    assert client.get(f"/users/{user['id']}").status_code == 404
