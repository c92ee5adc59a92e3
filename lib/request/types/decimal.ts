/** `decimal.10.2`: an exact number of so many digits, so many of them after the point. */
import { pythonString } from '../../naming/literals.js';
import { failed, type TypeArguments, type TypeReading, wholeNumber } from './arguments.js';
import { bad, ok, type Reading } from './reading.js';
import { beyondBounds, beyondColumn, type Steps, stepEdges, stepOrder, stepSamples } from './steps.js';
import type { TypeRules } from './type-rules.js';

export type DecimalType = { readonly kind: 'decimal'; readonly precision: number; readonly scale: number };

const MOST_DIGITS = 1000;

export const decimal: TypeRules<DecimalType> = {
  // SQLite keeps longer ones as texts, which have another order.
  isOpaque: ({ precision }) => precision > 15,
  isRanged: true,
  read,
  foreign: 'numeric money currency bigdecimal decimalfield',
  print,
  value,
  order: stepOrder(stepsOf, (text) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)),
  samples: (field, count) => {
    const one = 10n ** BigInt(field.type.scale);
    return stepSamples(stepsOf(field.type), field, count, 10n * one + one / 2n, one);
  },
  edges: (field) => stepEdges(stepsOf(field.type), field),
  invalid: (field) => {
    const steps = stepsOf(field.type);
    const places = pythonString(`0.${'0'.repeat(field.type.scale)}1`);
    return [
      { value: '"x"', why: 'wrong type' },
      { value: places, why: 'too many decimal places' },
      ...beyondBounds(steps, field),
      ...beyondColumn(steps, field),
    ];
  },
};

function read(written: TypeArguments): TypeReading<DecimalType> {
  const { args } = written;
  if (args.length === 0) return { type: { kind: 'decimal', precision: 10, scale: 2 }, errors: [] };
  if (args.length !== 2) {
    return failed(
      written,
      'decimal takes two arguments, all its digits and those after the point: decimal.10.2.',
      args.length > 2 ? 2 : 0,
    );
  }
  const precision = wholeNumber(args[0], 1, MOST_DIGITS);
  if (precision === undefined)
    return failed(written, `The digits of a decimal are a whole number from 1 to ${MOST_DIGITS}.`, 0);
  const scale = wholeNumber(args[1], 0, precision);
  if (scale === undefined) {
    return failed(
      written,
      `The digits after the point are a whole number from 0 to ${precision}, as many as there are digits.`,
      1,
    );
  }
  return { type: { kind: 'decimal', precision, scale }, errors: [] };
}

function print({ precision, scale }: DecimalType): string {
  return `decimal.${precision}.${scale}`;
}

function value(type: DecimalType, text: string): Reading {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  const whole = (match?.[2] ?? '').replace(/^0+(?=.)/, '');
  const places = (match?.[3] ?? '').replace(/0+$/, '');
  if (!match || whole + (match[3] ?? '') === '') return bad('is no decimal number, like 12.5.');
  if (places.length > type.scale) {
    const most = type.scale === 1 ? '1 decimal place' : `${type.scale} decimal places`;
    return bad(`has ${places.length} decimal places: ${print(type)} holds ${most}.`);
  }
  const steps = stepsOf(type);
  const size = steps.to(`${whole || '0'}.${places}`);
  if (size > steps.high) return bad(`does not fit ${print(type)}: its largest value is ${steps.from(steps.high)}.`);
  return ok(steps.from(match[1] === '-' ? -size : size));
}

/** One step is one of the last decimal place. */
function stepsOf({ precision, scale }: DecimalType): Steps {
  const most = 10n ** BigInt(precision) - 1n;
  return {
    low: -most,
    high: most,
    to: (text) => {
      const [whole = '0', places = ''] = text.replace('-', '').split('.');
      const size = BigInt(whole + places.padEnd(scale, '0'));
      return text.startsWith('-') ? -size : size;
    },
    from: (number) => {
      if (scale === 0) return String(number);
      const digits = String(number < 0n ? -number : number).padStart(scale + 1, '0');
      return `${number < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
    },
    isQuoted: true,
  };
}
