from fastapi.testclient import TestClient

URL = '/api/v1/users'


def create_user(client: TestClient, email: str = 'ada@example.com') -> dict:
    response = client.post(URL, json={'email': email, 'name': 'Ada'})
    assert response.status_code == 201
    return response.json()


class TestCreateUser:
    def test_success(self, client: TestClient) -> None:
        user = create_user(client)

        assert user['email'] == 'ada@example.com'
        assert user['is_active'] is True

    def test_email_taken(self, client: TestClient) -> None:
        create_user(client)

        response = client.post(URL, json={'email': 'ada@example.com', 'name': 'Ada'})

        assert response.status_code == 409
        assert response.json()['error'] == {
            'code': 'conflict',
            'message': 'User with email ada@example.com already exists',
        }


class TestGetUsers:
    def test_list(self, client: TestClient) -> None:
        first = create_user(client)
        second = create_user(client, 'grace@example.com')

        assert client.get(URL).json() == [first, second]
        assert client.get(URL, params={'skip': 1}).json() == [second]

    def test_not_found(self, client: TestClient) -> None:
        response = client.get(f'{URL}/1')

        assert response.status_code == 404
        assert response.json()['error'] == {'code': 'not_found', 'message': 'User 1 not found'}


class TestUpdateUser:
    def test_success(self, client: TestClient) -> None:
        user = create_user(client)

        response = client.patch(f'{URL}/{user["id"]}', json={'is_active': False})

        assert response.status_code == 200
        assert response.json() == {**user, 'is_active': False}


class TestDeleteUser:
    def test_success(self, client: TestClient) -> None:
        user = create_user(client)

        assert client.delete(f'{URL}/{user["id"]}').status_code == 204
        assert client.get(f'{URL}/{user["id"]}').status_code == 404
