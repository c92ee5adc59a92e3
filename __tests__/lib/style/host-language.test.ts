// The language in which a host answers, where its blueprint says nothing of a missing record or of a taken value.
import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '../../../lib/refusal.js';
import { languageOf } from '../../../lib/style/languages.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

test.each([
  ['Você não tem permissão', 'Portuguese'],
  ['Operação inválida', 'Portuguese'],
  ['Token inválido o ya vencido', 'Spanish'],
  ['No se puede eliminar', 'Spanish'],
  ['Utilisateur introuvable', 'French'],
  ['Benutzer nicht gefunden', 'German'],
  ['Utente non trovato', 'Italian'],
  ['User tidak ditemukan', 'Indonesian'],
  ['Kullanıcı bulunamadı', 'Turkish'],
  ['Người dùng không tồn tại', 'Vietnamese'],
  ['Користувача не знайдено', 'Ukrainian'],
  ['Неверная почта или пароль', 'Russian'],
  ['用户不存在', 'Chinese'],
  ['사용자를 찾을 수 없습니다', 'Korean'],
  ['User not found', undefined],
  ['This email is already registered', undefined],
  ['No record has such a name', undefined],
  ['ユーザーが見つかりません', undefined],
])('%s is %s', (text, name) => {
  expect(languageOf(text)?.name).toBe(name);
});

const MAIN = `from fastapi import FastAPI
from app.orders.router import router

app = FastAPI()
app.include_router(router)
`;

const MODELS = `from sqlalchemy import Column, Integer
from app.database import Base


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
`;

const router = (body: string): string => `from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from app.checks import found
from app.database import get_db
from app.orders.models import Order

router = APIRouter(prefix="/orders")


@router.get("/{order_id}")
def get_order(order_id: int, db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    found(order)
${body}    return order
`;

const learned = async (body: string, checks: string): Promise<Style['raises']> => {
  const all = host({
    'app/main.py': MAIN,
    'app/database.py': DATABASE,
    'app/checks.py': checks,
    ...feature('app/orders', 'app.', { 'models.py': MODELS, 'router.py': router(body) }),
  });
  const style = learnStyle(all, await locateHost(all, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  return style.raises;
};

describe('the words for what is missing and taken', () => {
  const checks = (text: string): string =>
    `from fastapi import HTTPException\n\n\ndef found(it):\n    if it is None:\n        raise HTTPException(404, f"{it} ${text}")\n`;

  test('are in the language of what other files of the host raise', async () => {
    expect(await learned('', checks('não encontrado'))).toMatchObject({
      missing: '{Title} não encontrado',
      taken: '{Field} já existe',
    });
    expect(await learned('', checks('not found'))).toMatchObject({ missing: '{Title} not found' });
  });

  test('are in the language of the blueprint where it answers for something else', async () => {
    const body = '    if order.id < 0:\n        raise HTTPException(400, "Заказ уже закрыт")\n';
    expect(await learned(body, checks('not found'))).toMatchObject({
      missing: '{Title} не найден',
      taken: '{Field} уже существует',
    });
  });

  test('are English where the blueprint mostly answers so', async () => {
    const body =
      '    if order.id < 0:\n        raise HTTPException(400, "Заказ закрыт")\n    if order.id > 9:\n        raise HTTPException(400, "Too many of them")\n';
    expect(await learned(body, checks('не найден'))).toMatchObject({ missing: '{Title} not found' });
  });
});
