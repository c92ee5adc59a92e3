from typing import Any

from httpx2 import AsyncClient


async def create_user(
    client: AsyncClient, email: str = "ada@example.com"
) -> dict[str, Any]:
    response = await client.post("/users", json={"email": email, "name": "Ada"})
    assert response.status_code == 201
    return response.json()


async def test_create_user(client: AsyncClient) -> None:
    user = await create_user(client)

    assert user["name"] == "Ada"
    assert user["phone"] is None


async def test_create_user_email_taken(client: AsyncClient) -> None:
    await create_user(client)

    response = await client.post(
        "/users", json={"email": "ada@example.com", "name": "Ada"}
    )

    assert response.status_code == 409
    assert response.json()["detail"] == "Email is already taken"


async def test_list_users(client: AsyncClient) -> None:
    users = [await create_user(client, f"{name}@example.com") for name in "abc"]

    response = await client.get("/users", params={"limit": 2, "offset": 1})

    assert response.json() == users[1:]


async def test_get_user_not_found(client: AsyncClient) -> None:
    response = await client.get("/users/1")

    assert response.status_code == 404
    assert response.json()["detail"] == "User not found"


async def test_update_user(client: AsyncClient) -> None:
    user = await create_user(client)

    response = await client.patch(f"/users/{user['id']}", json={"phone": "555-0100"})

    assert response.status_code == 200
    assert response.json() == {**user, "phone": "555-0100"}


async def test_delete_user(client: AsyncClient) -> None:
    user = await create_user(client)

    response = await client.delete(f"/users/{user['id']}")

    assert response.status_code == 204
    assert (await client.get(f"/users/{user['id']}")).status_code == 404
