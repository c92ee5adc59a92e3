from app.audit_logs import api as audit_logs_api
from app.core import app
from app.users import api as users_api

app.include_router(audit_logs_api.router, prefix="/audit_logs", tags=["audit logs"])
app.include_router(users_api.router, prefix="/users", tags=["users"])
