def create_user(client, email="ada@example.com"):
    response = client.post(
        "/users/",
        json={"email": email, "full_name": "Ada", "password": "correct horse"},
    )
    assert response.status_code == 201
    return response.json()


def test_create_user(client):
    user = create_user(client)
    assert user["email"] == "ada@example.com"
    assert user["is_active"] is True
    assert "password" not in user


def test_create_user_duplicate_email(client):
    create_user(client)
    response = client.post(
        "/users/", json={"email": "ada@example.com", "password": "correct horse"}
    )
    assert response.status_code == 409
    assert response.json()["detail"] == "Email already registered"


def test_get_users(client):
    first = create_user(client)
    second = create_user(client, "grace@example.com")
    assert client.get("/users/").json() == [first, second]
    assert client.get("/users/?skip=1&limit=1").json() == [second]


def test_get_user(client):
    user = create_user(client)
    assert client.get(f"/users/{user['id']}").json() == user


def test_get_user_not_found(client):
    response = client.get("/users/999")
    assert response.status_code == 404
    assert response.json()["detail"] == "User not found"


def test_update_user(client):
    user = create_user(client)
    response = client.put(f"/users/{user['id']}", json={"full_name": "Ada Lovelace"})
    assert response.status_code == 200
    assert response.json()["full_name"] == "Ada Lovelace"
    assert response.json()["email"] == "ada@example.com"


def test_delete_user(client):
    user = create_user(client)
    assert client.delete(f"/users/{user['id']}").status_code == 204
    assert client.get(f"/users/{user['id']}").status_code == 404
