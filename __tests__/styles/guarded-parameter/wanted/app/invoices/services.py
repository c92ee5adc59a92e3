from fastapi import HTTPException
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.invoices.models import Invoice
from app.invoices.schemas import InvoiceCreate, InvoiceUpdate


class InvoiceService:
    @staticmethod
    def get_all(db: Session, skip: int, limit: int):
        return db.query(Invoice).order_by(Invoice.id).offset(skip).limit(limit).all()

    @staticmethod
    def get_by_id(db: Session, invoice_id: int):
        invoice = db.query(Invoice).filter(Invoice.id == invoice_id).first()
        if invoice is None:
            raise HTTPException(404, "Invoice not found")
        return invoice

    @staticmethod
    def create(db: Session, data: InvoiceCreate):
        invoice = Invoice(**data.model_dump())
        db.add(invoice)
        try:
            db.commit()
        except IntegrityError:
            db.rollback()
            raise HTTPException(409, "Number already exists")
        db.refresh(invoice)
        return invoice

    @staticmethod
    def update(db: Session, invoice_id: int, data: InvoiceUpdate):
        invoice = InvoiceService.get_by_id(db, invoice_id)
        for key, value in data.model_dump(exclude_unset=True).items():
            setattr(invoice, key, value)
        try:
            db.commit()
        except IntegrityError:
            db.rollback()
            raise HTTPException(409, "Number already exists")
        except StaleDataError:
            db.rollback()
            raise HTTPException(404, "Invoice not found")
        updated = db.get(Invoice, invoice_id, populate_existing=True)
        if updated is None:
            raise HTTPException(404, "Invoice not found")
        return updated

    @staticmethod
    def delete(db: Session, invoice_id: int):
        invoice = InvoiceService.get_by_id(db, invoice_id)
        db.delete(invoice)
        db.commit()
