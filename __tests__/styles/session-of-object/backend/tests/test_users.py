from httpx2 import AsyncClient


async def test_create_user(client: AsyncClient) -> None:
    response = await client.post("/api/v1/users/", json={"username": "ada"})

    assert response.status_code == 201
    assert (await client.get("/api/v1/users/")).json() == [response.json()]


async def test_create_user_taken(client: AsyncClient) -> None:
    await client.post("/api/v1/users/", json={"username": "ada"})

    response = await client.post("/api/v1/users/", json={"username": "ada"})

    assert response.status_code == 409


async def test_update_user(client: AsyncClient) -> None:
    user = (await client.post("/api/v1/users/", json={"username": "ada"})).json()

    response = await client.patch(f"/api/v1/users/{user['id']}/", json={"bio": "x"})

    assert response.json() == {**user, "bio": "x"}


async def test_get_user_not_found(client: AsyncClient) -> None:
    response = await client.get("/api/v1/users/1/")

    assert response.status_code == 404
    assert response.json()["detail"] == "User 1 not found!"
