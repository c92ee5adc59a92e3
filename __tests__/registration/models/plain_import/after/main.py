import app.core.db
import app.invoices.models
import app.users.models

app.users.models.Base.metadata.create_all(bind=app.core.db.engine)
app.invoices.models.Base.metadata.create_all(bind=app.core.db.engine)
