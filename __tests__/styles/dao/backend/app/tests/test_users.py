USER = {'email': 'ada@example.com', 'name': 'Ада'}


def test_add_user(client):
    response = client.post('/users', json=USER)

    assert response.status_code == 201
    assert client.get('/users').json() == [response.json()]


def test_add_user_twice(client):
    client.post('/users', json=USER)

    response = client.post('/users', json=USER)

    assert response.status_code == 409
    assert response.json()['detail'] == 'Пользователь уже существует'


def test_update_user(client):
    user = client.post('/users', json=USER).json()

    response = client.patch(f'/users/{user["id"]}', json={'phone': '555-0100'})

    assert response.json() == {**user, 'phone': '555-0100'}


def test_delete_user(client):
    user = client.post('/users', json=USER).json()

    assert client.delete(f'/users/{user["id"]}').status_code == 204
    assert client.get(f'/users/{user["id"]}').status_code == 404
