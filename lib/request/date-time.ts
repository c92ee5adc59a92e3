/** Dates, times and durations as text, in one spelling each. */
import { bad, ok, type Reading } from './types/reading.js';

const DAY = 86_400;
/** The longest duration, either way: SQLite stores one as a moment, which has to be in the years 1 to 9999. */
export const MOST_DAYS = 700_000;
const MICROS = 1_000_000n;

export function readDate(text: string): Reading {
  const day = dayOf(text);
  return day === undefined ? bad('is no date, like 2024-01-31.') : ok(day);
}

/** ISO 8601 with an offset, moved to UTC; from the year 1600 to 9999-12-30, as a package accepts it. */
export function readDatetime(text: string): Reading {
  const like = 'like 2024-01-31T08::00::00Z (a colon inside a value is written ::).';
  const local = localOf(text);
  if (local === undefined) return bad(`is no date and time, ${like}`);
  const { zone } = local;
  if (zone === undefined) return bad(`has no offset: write Z or +01::00 after the time, ${like}`);
  const offset = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  if (offset >= 24 * 60 || Number(zone.slice(4)) > 59) return bad('has an offset of a day or more.');
  const moved = new Date(Date.parse(`${local.text}Z`) - (zone.startsWith('-') ? -offset : offset) * 60_000);
  if (moved.getUTCFullYear() < 1600 || moved.getTime() > Date.UTC(9999, 11, 30)) {
    return bad('is not from 1600 to 9999-12-30 in UTC.');
  }
  return ok(`${moved.toISOString().slice(0, 19)}${local.fraction}Z`);
}

/** ISO 8601 without an offset. */
export function readNaive(text: string): Reading {
  const like = 'like 2024-01-31T08::00::00 (a colon inside a value is written ::).';
  const local = localOf(text);
  if (local === undefined) return bad(`is no date and time, ${like}`);
  if (local.zone !== undefined) return bad(`has an offset, which datetime.naive refuses: write ${like}`);
  return ok(local.text + local.fraction);
}

/** A time of day without an offset. */
export function readTime(text: string): Reading {
  const like = 'like 08::00::00 (a colon inside a value is written ::).';
  const local = localOf(`2024-01-01T${text}`);
  if (local === undefined) return bad(`is no time of day, ${like}`);
  if (local.zone !== undefined) return bad(`has an offset, which time refuses: write ${like}`);
  return ok(local.text.slice(11) + local.fraction);
}

/** An ISO 8601 duration of weeks, days, hours, minutes and seconds: months and years have no fixed length. */
export function readDuration(text: string): Reading {
  const match =
    /^([+-]?)P(?=.)(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12})(?:\.(\d{1,6}))?S)?)?$/.exec(
      text,
    );
  if (match === null) return bad('is no duration, like PT1H30M or P7D.');
  const [weeks, days, hours, minutes, seconds] = [2, 3, 4, 5, 6].map((index) => BigInt(match[index] ?? 0));
  const whole =
    (((weeks ?? 0n) * 7n + (days ?? 0n)) * 24n + (hours ?? 0n)) * 3600n + (minutes ?? 0n) * 60n + (seconds ?? 0n);
  const total = whole * MICROS + BigInt((match[7] ?? '').padEnd(6, '0'));
  if (total > BigInt(MOST_DAYS * DAY) * MICROS) return bad(`is longer than ${MOST_DAYS} days.`);
  return ok(durationText(match[1] === '-' ? -total : total));
}

/** The ISO 8601 text of microseconds. */
function durationText(micros: bigint): string {
  const size = micros < 0n ? -micros : micros;
  const seconds = Number(size / MICROS);
  const fraction = String(size % MICROS)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const parts = [
    [Math.floor((seconds % DAY) / 3600), 'H'],
    [Math.floor((seconds % 3600) / 60), 'M'],
    [`${seconds % 60}${fraction && `.${fraction}`}`, 'S'],
  ] as const;
  const clock = parts.flatMap(([number, unit]) => (String(number) === '0' ? [] : `${number}${unit}`)).join('');
  const days = Math.floor(seconds / DAY);
  const text = `${days === 0 ? '' : `${days}D`}${clock && `T${clock}`}`;
  return text === '' ? 'PT0S' : `${micros < 0n ? '-' : ''}P${text}`;
}

/** The parts of a canonical duration, with its sign: days, seconds of the day, microseconds. */
export function durationParts(text: string): { days: number; seconds: number; microseconds: number } {
  const match = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/.exec(text);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = [2, 3, 4, 5].map((index) => Number(match?.[index] ?? 0));
  const sign = match?.[1] === '-' ? -1 : 1;
  const signed = (number: number): number => (number === 0 ? 0 : sign * number);
  return {
    days: signed(days),
    seconds: signed(hours * 3600 + minutes * 60 + seconds),
    microseconds: signed(Number((match?.[6] ?? '').padEnd(6, '0'))),
  };
}

type Local = { readonly text: string; readonly fraction: string; readonly zone: string | undefined };

/** `2024-01-31T08:00:00` with its fraction, point included, and its offset apart. */
function localOf(text: string): Local | undefined {
  const match = /^(.{10})T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  const day = match && dayOf(match[1] ?? '');
  const [hour, minute, second] = [Number(match?.[2]), Number(match?.[3]), Number(match?.[4] ?? 0)];
  if (!match || day === undefined || day === null || hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = (match[5] ?? '').replace(/0+$/, '');
  return {
    text: `${day}T${match[2]}:${match[3]}:${match[4] ?? '00'}`,
    fraction: fraction && `.${fraction}`,
    zone: match[6],
  };
}

function dayOf(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text;
}
