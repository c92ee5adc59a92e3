from fastapi.testclient import TestClient

USER = {"name": "Ada", "username": "ada", "email": "ada@example.com", "password": "correct horse"}


def test_post_user(client: TestClient) -> None:
    assert client.post("/api/v1/users", json=USER).status_code == 201

    response = client.post("/api/v1/users", json=USER)

    assert response.status_code == 422


def test_patch_user(client: TestClient) -> None:
    client.post("/api/v1/users", json=USER)
    form = {"username": USER["username"], "password": USER["password"]}
    token = client.post("/api/v1/login", data=form).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}

    response = client.patch("/api/v1/users/ada", json={"name": "Ada Lovelace"}, headers=headers)

    assert response.json() == {"message": "User updated"}
    users = client.get("/api/v1/users", headers=headers).json()
    assert [user["name"] for user in users["data"]] == ["Ada Lovelace"]
    assert users["total_count"] == 1


def test_strangers_read_no_users(client: TestClient) -> None:
    assert client.get("/api/v1/users").status_code == 401
