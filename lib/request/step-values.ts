import type { Field, FieldType } from './field.js';

/** Types whose values are evenly spaced, so that each is a whole number of steps. */
export type IntegerType = { readonly kind: 'int' | 'bigint' | 'smallint' };
export type GridType = IntegerType | Extract<FieldType, { kind: 'decimal' | 'date' }>;

export type GridRange = { readonly low: bigint; readonly high: bigint };

const DAY = 86_400_000;
const LIMITS = { smallint: 2n ** 15n, int: 2n ** 31n, bigint: 2n ** 63n } as const;

export function isInteger(type: FieldType): type is IntegerType {
  return type.kind === 'int' || type.kind === 'bigint' || type.kind === 'smallint';
}

export function isGrid(type: FieldType): type is GridType {
  return isInteger(type) || type.kind === 'decimal' || type.kind === 'date';
}

/** The number of a canonical value: an int itself, the hundredths of a `decimal.10.2`, the day of a date. */
export function toGrid(type: GridType, value: string): bigint {
  if (type.kind === 'date') return BigInt(Date.parse(`${value}T00:00:00Z`) / DAY);
  const scale = type.kind === 'decimal' ? type.scale : 0;
  const [whole = '0', places = ''] = value.replace('-', '').split('.');
  const size = BigInt(whole + places.padEnd(scale, '0'));
  return value.startsWith('-') ? -size : size;
}

/** The canonical value of a number: a decimal has exactly its scale of places. */
export function fromGrid(type: GridType, number: bigint): string {
  if (type.kind === 'date') return new Date(Number(number) * DAY).toISOString().slice(0, 10);
  if (type.kind !== 'decimal' || type.scale === 0) return String(number);
  const digits = String(number < 0n ? -number : number).padStart(type.scale + 1, '0');
  const whole = digits.slice(0, -type.scale);
  return `${number < 0n ? '-' : ''}${whole}.${digits.slice(-type.scale)}`;
}

/** What the column can hold. */
export function typeRange(type: GridType): GridRange {
  switch (type.kind) {
    case 'int':
    case 'bigint':
    case 'smallint':
      return { low: -LIMITS[type.kind], high: LIMITS[type.kind] - 1n };
    case 'decimal': {
      const most = 10n ** BigInt(type.precision) - 1n;
      return { low: -most, high: most };
    }
    case 'date':
      return { low: toGrid(type, '0001-01-01'), high: toGrid(type, '9999-12-31') };
  }
}

/** What the column can hold within the field's bounds; `low` above `high` where nothing is left. */
export function gridRange(type: GridType, field: Pick<Field, 'ge' | 'gt' | 'le' | 'lt'>): GridRange {
  let { low, high } = typeRange(type);
  const raise = (to: bigint): void => {
    if (to > low) low = to;
  };
  const lower = (to: bigint): void => {
    if (to < high) high = to;
  };
  if (field.ge !== undefined) raise(toGrid(type, field.ge));
  if (field.gt !== undefined) raise(toGrid(type, field.gt) + 1n);
  if (field.le !== undefined) lower(toGrid(type, field.le));
  if (field.lt !== undefined) lower(toGrid(type, field.lt) - 1n);
  return { low, high };
}
