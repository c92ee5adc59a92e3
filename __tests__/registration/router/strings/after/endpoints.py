from app.core import app, include

include(app, "app.users.api:router", prefix="/users")
include(app, "app.items.api:router", prefix="/items")
include(app, "app.invoices.api:router", prefix="/invoices")
