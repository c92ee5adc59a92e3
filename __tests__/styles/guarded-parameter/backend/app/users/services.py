from fastapi import HTTPException
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.auth.security import hash_password
from app.users.models import User
from app.users.schemas import UserCreate, UserUpdate


class UserService:
    @staticmethod
    def get_all(db: Session, skip: int, limit: int):
        return db.query(User).order_by(User.id).offset(skip).limit(limit).all()

    @staticmethod
    def get_by_id(db: Session, user_id: int):
        user = db.query(User).filter(User.id == user_id).first()
        if user is None:
            raise HTTPException(404, "User not found")
        return user

    @staticmethod
    def create(db: Session, data: UserCreate):
        user = User(
            username=data.username,
            full_name=data.full_name,
            hashed_password=hash_password(data.password),
        )
        db.add(user)
        try:
            db.commit()
        except IntegrityError:
            db.rollback()
            raise HTTPException(409, "Username already exists")
        db.refresh(user)
        return user

    @staticmethod
    def update(db: Session, user_id: int, data: UserUpdate):
        user = UserService.get_by_id(db, user_id)
        for key, value in data.model_dump(exclude_unset=True).items():
            setattr(user, key, value)
        try:
            db.commit()
        except IntegrityError:
            db.rollback()
            raise HTTPException(409, "Username already exists")
        db.refresh(user)
        return user

    @staticmethod
    def delete(db: Session, user_id: int):
        user = UserService.get_by_id(db, user_id)
        db.delete(user)
        db.commit()
