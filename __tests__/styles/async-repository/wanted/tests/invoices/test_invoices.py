import pytest
from fastapi.testclient import TestClient

URL = '/api/v1/invoices'
INVOICE = {'number': 'A-1', 'total': '10.50', 'due': '2026-01-31', 'status': 'sent'}


def create_invoice(client: TestClient, number: str = 'A-1') -> dict:
    response = client.post(URL, json={**INVOICE, 'number': number})
    assert response.status_code == 201
    return response.json()


class TestCreateInvoice:
    def test_success(self, client: TestClient) -> None:
        invoice = create_invoice(client)

        assert invoice == {'id': invoice['id'], **INVOICE}

    def test_defaults(self, client: TestClient) -> None:
        response = client.post(URL, json={'number': 'A-1', 'total': 10})

        assert response.status_code == 201
        assert response.json()['due'] is None
        assert response.json()['status'] == 'draft'

    @pytest.mark.parametrize(
        'fields',
        [
            {'number': ''},
            {'number': 'x' * 33},
            {'total': '-0.01'},
            {'total': '0.001'},
            {'due': 'soon'},
            {'status': 'lost'},
        ],
    )
    def test_invalid(self, client: TestClient, fields: dict) -> None:
        assert client.post(URL, json={**INVOICE, **fields}).status_code == 422

    def test_number_taken(self, client: TestClient) -> None:
        create_invoice(client)

        response = client.post(URL, json=INVOICE)

        assert response.status_code == 409
        assert response.json()['error'] == {
            'code': 'conflict',
            'message': 'Invoice with number A-1 already exists',
        }


class TestGetInvoices:
    def test_list(self, client: TestClient) -> None:
        first = create_invoice(client)
        second = create_invoice(client, 'A-2')

        assert client.get(URL).json() == [first, second]
        assert client.get(URL, params={'skip': 1}).json() == [second]

    def test_limit_too_high(self, client: TestClient) -> None:
        assert client.get(URL, params={'limit': 101}).status_code == 422

    def test_not_found(self, client: TestClient) -> None:
        response = client.get(f'{URL}/1')

        assert response.status_code == 404
        assert response.json()['error'] == {'code': 'not_found', 'message': 'Invoice 1 not found'}


class TestUpdateInvoice:
    def test_success(self, client: TestClient) -> None:
        invoice = create_invoice(client)

        response = client.patch(f'{URL}/{invoice["id"]}', json={'status': 'paid', 'due': None})

        assert response.status_code == 200
        assert response.json() == {**invoice, 'status': 'paid', 'due': None}

    def test_null_number(self, client: TestClient) -> None:
        invoice = create_invoice(client)

        response = client.patch(f'{URL}/{invoice["id"]}', json={'number': None})

        assert response.status_code == 422

    def test_number_taken(self, client: TestClient) -> None:
        create_invoice(client)
        other = create_invoice(client, 'A-2')

        response = client.patch(f'{URL}/{other["id"]}', json={'number': 'A-1'})

        assert response.status_code == 409
        assert client.get(f'{URL}/{other["id"]}').json() == other


class TestDeleteInvoice:
    def test_success(self, client: TestClient) -> None:
        invoice = create_invoice(client)

        assert client.delete(f'{URL}/{invoice["id"]}').status_code == 204
        assert client.get(f'{URL}/{invoice["id"]}').status_code == 404

    def test_not_found(self, client: TestClient) -> None:
        assert client.delete(f'{URL}/1').status_code == 404
