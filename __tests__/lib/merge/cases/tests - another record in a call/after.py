def test_defaults(db):
    data = schemas.InvoiceCreate.model_validate({})
    assert data
