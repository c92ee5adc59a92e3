from app import (
    auth,
    items,
    users,
)

target_metadata = auth.Base.metadata
