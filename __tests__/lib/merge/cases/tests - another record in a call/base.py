def test_defaults(db):
    data = schemas.InvoiceCreate.model_validate({"small": 1})
