// The ways in which scripts/mutate.mjs breaks a generated package: each replaces every match of one text in one file.

/** Has all that the ways below break. */
export const PACKAGE = {
  name: 'invoices',
  fields: [
    'number:str.32:unique',
    'total:decimal.10.2:ge=0',
    'quantity:int:ge=1:default=1',
    'note:str.80:optional',
    'status:enum.draft.sent.paid:default=draft',
    'pin:str.20:writeonly',
  ],
};

const way = (what, file, find, replacement, times = 1) => ({ what, file, find, replacement, times });

export const WAYS = [
  way('no rollback', 'crud.py', '        db.rollback()\n', ''),
  way('no exclude_unset', 'crud.py', 'model_dump(exclude_unset=True)', 'model_dump()'),
  way('200 instead of 201', 'api.py', 'status.HTTP_201_CREATED', 'status.HTTP_200_OK'),
  way('200 instead of 204', 'api.py', 'status.HTTP_204_NO_CONTENT', 'status.HTTP_200_OK'),
  way('400 instead of 404', 'services.py', 'status.HTTP_404_NOT_FOUND', 'status.HTTP_400_BAD_REQUEST'),
  way('no bound of limit', 'deps.py', 'Query(ge=1, le=100)', 'Query(ge=1)'),
  way('no minimum of skip', 'deps.py', 'Query(ge=0)', 'Query()'),
  way('no unique', 'models.py', '        UniqueConstraint("number", name="uq_invoices_number"),\n', ''),
  way(
    'no handler of the integrity error',
    'services.py',
    '        if _is_unique_violation(error):\n',
    '        raise\n        if _is_unique_violation(error):\n',
  ),
  way('no order_by', 'crud.py', '.order_by(models.Invoice.id)', ''),
  way('no max_length', 'schemas.py', 'Field(min_length=1, max_length=32)', 'Field(min_length=1)', 2),
  way('no ge', 'schemas.py', 'Annotated[Int32, Field(ge=1)]', 'Int32', 2),
  way(
    'an enum as a plain string',
    'schemas.py',
    'status: InvoiceStatus = InvoiceStatus.DRAFT',
    'status: str = InvoiceStatus.DRAFT',
  ),
  way('another default', 'schemas.py', 'Field(ge=1)] = 1\n', 'Field(ge=1)] = 2\n'),
  way(
    'an optional field made required',
    'schemas.py',
    'max_length=80)] | None = None\n    status: InvoiceStatus = ',
    'max_length=80)] | None\n    status: InvoiceStatus = ',
  ),
  way('null accepted on PATCH', 'schemas.py', 'if value is None:', 'if False:'),
  way('no commit in update', 'crud.py', 'field, value)\n        db.commit()\n', 'field, value)\n'),
  way('no commit in delete', 'crud.py', '(statement)\n        db.commit()\n', '(statement)\n'),
  way(
    'id accepted on create',
    'schemas.py',
    'class InvoiceCreate(InvoiceBase):\n',
    'class InvoiceCreate(InvoiceBase):\n    id: int | None = None\n',
  ),
  way('writeonly leaked', 'schemas.py', '    id: int\n', '    id: int\n    pin: str\n'),
];
