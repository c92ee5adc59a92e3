from app import (
    auth,
    invoices,
    items,
    users,
)

target_metadata = auth.Base.metadata
