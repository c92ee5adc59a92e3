from http import HTTPStatus


def test_create_user(client):
    response = client.post(
        '/users/', json={'username': 'bia', 'email': 'bia@example.com'}
    )

    assert response.status_code == HTTPStatus.CREATED
    assert response.json() == {
        'id': 1,
        'username': 'bia',
        'email': 'bia@example.com',
        'nickname': None,
    }


def test_read_users(client, user):
    response = client.get('/users/')

    assert response.status_code == HTTPStatus.OK
    assert [each['id'] for each in response.json()['users']] == [user.id]


def test_read_user(client, user):
    response = client.get(f'/users/{user.id}')

    assert response.status_code == HTTPStatus.OK
    assert response.json()['username'] == 'ana'


def test_update_user(client, user):
    response = client.put(
        f'/users/{user.id}',
        json={'username': 'ana', 'email': 'new@example.com'},
    )

    assert response.status_code == HTTPStatus.OK
    assert response.json()['email'] == 'new@example.com'


def test_delete_user(client, user):
    response = client.delete(f'/users/{user.id}')

    assert response.status_code == HTTPStatus.OK
    assert response.json() == {'message': 'User deleted'}
    assert client.get(f'/users/{user.id}').status_code == HTTPStatus.NOT_FOUND
