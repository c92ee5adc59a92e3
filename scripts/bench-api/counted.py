"""The application of a backend with what it has used: `GET /bench` gives the CPU seconds and the statements so far.

With BENCH_LIBRARY the invoices are those of fastcrud, which makes its endpoints from the model and the schemas at run time.
"""

import os
import resource

from app.main import app
from sqlalchemy import event
from sqlalchemy.engine import Engine

statements = 0


@event.listens_for(Engine, "before_cursor_execute")
def count(*_: object) -> None:
    global statements
    statements += 1


@app.get("/bench")
def used() -> dict[str, float]:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {"cpu": usage.ru_utime + usage.ru_stime, "statements": statements}


if "BENCH_LIBRARY" in os.environ:
    from app.core.database import get_session
    from app.models.invoice import Invoice
    from app.schemas.invoice import InvoiceCreate, InvoiceRead, InvoiceUpdate
    from fastcrud import crud_router

    app.include_router(
        crud_router(
            session=get_session,
            model=Invoice,
            create_schema=InvoiceCreate,
            update_schema=InvoiceUpdate,
            select_schema=InvoiceRead,
            path="/library",
        )
    )
