/** What the tests of a model call things: the first model of a package has the short names. */
import { safeLocal } from '../../naming/literals.js';
import type { ModelSpec } from '../../request/model.js';

export type TestNames = {
  readonly url: string;
  /** The path of a record where that is not below the collection's. */
  readonly itemUrl: string;
  readonly record: string;
  readonly secrets: string;
  readonly other: string;
  readonly third: string;
  readonly least: string;
  readonly most: string;
  readonly nulls: string;
  readonly required: string;
  readonly bad: string;
  readonly create: string;
  readonly update: string;
  /** Variables for one record and for many. */
  readonly one: string;
  readonly many: string;
};

/** Names that the tests use for something else. */
const TAKEN: ReadonlySet<string> = new Set(
  'app body change changes client create crud data date db delete fields first insert last method missing models number other outsider page params patch pytest response row schemas second secrets services session status stranger text third update url values'.split(
    ' ',
  ),
);

const free = (name: string): string => safeLocal(name, TAKEN);

export function testNames({ snake, collection }: ModelSpec, isFirst: boolean): TestNames {
  const upper = snake.toUpperCase();
  const name = (short: string, long: string): string => (isFirst ? short : long);
  const taken = ['URL', 'SECRETS', 'OTHER', 'THIRD', 'LEAST', 'MOST', 'NULLS', 'REQUIRED', 'BAD_FIELDS'];
  return {
    url: name('URL', `${upper}_URL`),
    itemUrl: name('ITEM_URL', `${upper}_ITEM_URL`),
    record: taken.includes(upper) ? `${upper}_RECORD` : upper,
    secrets: name('SECRETS', `${upper}_SECRETS`),
    other: name('OTHER', `OTHER_${upper}`),
    third: name('THIRD', `THIRD_${upper}`),
    least: name('LEAST', `LEAST_${upper}`),
    most: name('MOST', `MOST_${upper}`),
    nulls: name('NULLS', `${upper}_NULLS`),
    required: name('REQUIRED', `REQUIRED_OF_${upper}`),
    bad: name('BAD_FIELDS', `BAD_${upper}_FIELDS`),
    create: name('create', `create_${snake}`),
    update: name('change', `change_${snake}`),
    one: free(snake),
    many: free(collection),
  };
}
