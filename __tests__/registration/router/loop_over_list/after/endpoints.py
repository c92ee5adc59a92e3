from fastapi import FastAPI
from app.users import users_router
from app.invoices import invoices_router
from app.quizzes import quizzes_router

app = FastAPI()
for router in [users_router, quizzes_router, invoices_router]:
    app.include_router(router)
