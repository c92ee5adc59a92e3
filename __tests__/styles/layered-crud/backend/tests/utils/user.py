from sqlalchemy.orm import Session

from app import crud, models, schemas


def create_user(db: Session, email: str = "grace@example.com") -> models.User:
    user_in = schemas.UserCreate(email=email, full_name="Grace", password="changethis")
    return crud.create_user(db, user_in)
