/** What is known of the operations of a library's class: they are written down, and not the host's. */
import type { HostFunction } from '../framework/host-classes.js';
import { keepsRecords, makerBehind } from '../framework/session-maker.js';
import { admittedOf, isOlder, type Version } from '../project/versions.js';
import { valueReturned } from '../python/find.js';
import { childOf } from '../python/syntax.js';
import { MARKS } from './deletion-marks.js';
import type { HostReading } from './host-reading.js';
import { inheritance } from './inherited.js';
import type { OperationName } from './layers.js';
import type { Supply } from './supply.js';

type Known = Pick<HostFunction, 'module' | 'node'>;

export function isOfLibrary({ modules }: Pick<HostReading, 'modules'>, { module }: Pick<Known, 'module'>): boolean {
  return modules.fileOf(module.module) === undefined;
}

/** Whether a library's function is told what columns hold, by their names. */
export function isToldColumns(host: Pick<HostReading, 'modules'>, known: Known): boolean {
  return isOfLibrary(host, known) && /\bfilter_by\(\*\*/.test(known.node.text);
}

/** The keys of the records and of their number in a dict that a library gives for a list. */
export function pageGiven(
  host: Pick<HostReading, 'modules'>,
  operation: OperationName,
  known: Known | undefined,
): { readonly records: string; readonly total: string } | undefined {
  if (operation !== 'list' || known === undefined || !isOfLibrary(host, known)) return undefined;
  const returned = valueReturned(known.node);
  const keys = (returned?.type === 'dictionary' ? returned.named : []).map((pair) => childOf(pair, 'key')?.text);
  const [records, total] = keys.map((key) => key?.slice(1, -1));
  return records === undefined || total === undefined ? undefined : { records, total };
}

/** Whether the host's sessions let its records keep what they hold after a commit. */
export function keepsIts({ session, modules }: HostReading): boolean {
  const maker = makerBehind(session?.definition, modules);
  return maker !== undefined && keepsRecords(maker.node);
}

/** A library marks a record where its model has a column for that, and else deletes it. */
export function marksOfLibrary(host: HostReading, text: string): Supply['marks'] {
  const names = [...new Set([...text.matchAll(MARKS)].map(([name]) => name))];
  const all = inheritance(host).followed.flatMap(({ members }) => members.map(({ name }) => name));
  return { names, isOfAll: names.some((name) => all.includes(name)), isByModel: true };
}

/** From this release on a create that is told no schema gives nothing. */
const GIVES_NOTHING: Version = [0, 20];

/** Whether a create has to be told the schema of what it gives. */
export function asksSchema({ files, requiring }: HostReading, operation: OperationName): boolean {
  const least = operation === 'create' ? admittedOf(files, requiring, 'fastcrud')?.least : undefined;
  return least !== undefined && !isOlder(least, GIVES_NOTHING);
}
