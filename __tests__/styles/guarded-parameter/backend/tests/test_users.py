def test_create_user(user):
    assert user == {"id": user["id"], "username": "ada", "full_name": None}


def test_create_user_taken(client, user):
    response = client.post("/users/", json={"username": "ada", "password": "correct horse"})
    assert response.status_code == 409
    assert response.json()["detail"] == "Username already exists"


def test_list_users(client, user, auth_headers):
    assert client.get("/users/", headers=auth_headers).json() == [user]


def test_list_users_unauthorized(client):
    assert client.get("/users/").status_code == 401


def test_get_user_not_found(client, auth_headers):
    response = client.get("/users/999", headers=auth_headers)
    assert response.status_code == 404
    assert response.json()["detail"] == "User not found"


def test_update_user(client, user, auth_headers):
    response = client.put(
        f"/users/{user['id']}", json={"full_name": "Ada Lovelace"}, headers=auth_headers
    )
    assert response.status_code == 200
    assert response.json() == {**user, "full_name": "Ada Lovelace"}


def test_delete_user(client, user, auth_headers):
    assert client.delete(f"/users/{user['id']}", headers=auth_headers).status_code == 204
