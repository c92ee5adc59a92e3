// Lists whose handlers are given an object of the host with the bounds: what a new package reads from it.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { printedIn, STYLES, textsBelow } from './printed.js';

const folder = join(STYLES, 'envelope', 'backend');
const pagination = join(folder, 'app', 'common', 'pagination.py');
const services = join(folder, 'app', 'users', 'services.py');
const texts = { ...textsBelow(folder), [join(folder, '.git', 'HEAD')]: '' };

/** The sample whose object has the number of a page, as a model of Pydantic, and no offset. */
function counting(page: string): Record<string, string> {
  const [before, after] = (texts[pagination] ?? '').split(/class PageParams:[\s\S]*?(?=class Page\()/);
  return {
    ...texts,
    [pagination]: `${before}class PageParams(BaseModel):\n    page: int = ${page}\n    size: int = Field(20, ge=1, le=100)\n\n\n${after}`,
    [services]: (texts[services] ?? '').replace('params.offset', '(params.page - 1) * params.size'),
  };
}

test('what comes before a page is counted from an object that has its number alone', async () => {
  const host = counting('Field(1, ge=1)');
  const api = await printedIn(host, folder, 'api.py');
  expect(api).toContain('def get_invoices(params: PageParams = Depends(), db: Session = Depends(get_db)):\n');
  expect(api).toContain('invoices, total = services.get_invoices(db, params)\n');
  expect(api).toContain('page=params.page, size=params.size');
  const written = await printedIn(host, folder, 'services.py');
  expect(written).toContain('.offset((params.page - 1) * params.size)');
  expect(written).toContain('.limit(params.size)');
  const tests = await printedIn(host, folder, 'tests/test_api.py');
  expect(tests).toContain('?page=2&size=1');
});

test('an answer does not have what an object would give that the handlers do not take', async () => {
  const api = await printedIn(counting('0'), folder, 'api.py');
  expect(api).toContain('skip: int = Query(0, ge=0');
  expect(api).not.toMatch(/skip\.|params/);
});
