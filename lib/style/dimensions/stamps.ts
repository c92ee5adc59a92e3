/** When a record was created and changed: the columns for that which every model of the host has. */
import { type CopiedColumn, copiedColumn } from '../../framework/columns.js';
import { type Member, membersOf, ownMembers } from '../../framework/model-members.js';
import type { CopiedText } from '../../project/copied-text.js';
import { ownNames } from '../../project/module.js';
import { isRefusal } from '../../refusal.js';
import { blueprintSchemas } from '../blueprint-schemas.js';
import { type Dimension, learnedOf } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { inheritance } from '../inherited.js';
import { mainColumns, mainModel } from '../main-model.js';
import { touchOf } from '../touched.js';
import { layers } from './layers.js';

export type Stamp = {
  readonly name: string;
  readonly kind: 'datetime' | 'date';
  readonly isOptional: boolean;
  /** Whether a change of the record changes it. */
  readonly isMoving: boolean;
  /** What an update sets it to by hand, where neither the model nor the database does that. */
  readonly touch?: CopiedText;
  /** Whether the blueprint's answers have it. */
  readonly isShown: boolean;
  /** The column as the blueprint's model writes it; nothing where the base or a mixin supplies it. */
  readonly column: CopiedColumn | undefined;
};

const WHEN =
  /^(?:(?:date_)?(?:created|inserted|updated|modified|changed|edited)(?:_(?:at|on|date|time|datetime))?|(?:create|creation|update|modification)_(?:at|date|time|datetime))$/;
const KINDS = /\b(?:datetime|date|DateTime|TIMESTAMP|Date)\b/;

export const stamps: Dimension<readonly Stamp[]> = {
  id: 'stamps',
  default: [],
  learn(host) {
    const main = mainModel(host);
    const own = main === undefined ? [] : ownMembers(main.module, main.node, host.modules);
    const supplied = inheritance(host).followed.flatMap(({ members }) => members);
    const found = [
      ...supplied.filter(isStamp).flatMap((member) => stampOf(host, member, undefined)),
      ...own.filter(isStamp).flatMap((member) => {
        const written = mainColumns(host).find(({ name }) => name === member.name);
        const column = written && copiedColumn(written, (dotted) => host.blueprint?.has(dotted) === true, host.modules);
        return column === undefined ? [] : stampOf(host, member, column);
      }),
    ];
    const [first] = [...own, ...supplied].filter(isStamp);
    if (first === undefined) return undefined;
    return {
      value: [...new Map(found.map((each) => [each.name, each])).values()],
      at: host.at(first.module, first.node.line),
    };
  },
};

/** Whether a column says when a record was made or changed. */
export function isStamp({ name, column }: Member): boolean {
  return WHEN.test(name) && column !== undefined && !column.isRequired && KINDS.test(column.type);
}

/** One that a class of the host supplies, and that the answers are to have. */
export function stampFrom({ name, column }: Pick<Member, 'name' | 'column'>): Stamp {
  const { type = '', mayBeNull = false, hasDefault = false, isMoving = false } = column ?? {};
  const kind = /\b(?:datetime|DateTime|TIMESTAMP)\b/.test(type) ? 'datetime' : 'date';
  return { name, kind, isOptional: mayBeNull && !hasDefault, isMoving, isShown: true, column: undefined };
}

function stampOf(host: HostReading, { name, column }: Member, written: CopiedColumn | undefined): readonly Stamp[] {
  if (column === undefined) return [];
  const answered = answeredAs(host, name);
  const isTouched = !column.isMoving && touchedBy(host) === name;
  const touch = column.isMoving || isTouched ? undefined : touchOf(host, name);
  const isMoving = column.isMoving || isTouched || touch !== undefined;
  const stamp = { ...stampFrom({ name, column: { ...column, isMoving } }), ...(touch === undefined ? {} : { touch }) };
  const isOptional = stamp.isOptional || /\bNone\b|\bOptional\b/.test(answered ?? '');
  return [{ ...stamp, isOptional, isShown: answered !== undefined, column: written }];
}

/** The column that the update of a library sets in every model that has it. */
function touchedBy(host: HostReading): string | undefined {
  const found = learnedOf(layers, host);
  if (found === undefined || isRefusal(found) || found.value.kind !== 'chain') return undefined;
  return found.value.chain[0]?.operations.update.supply?.touches;
}

/** The field of the schema that the blueprint answers with, else of one that is no body of a request. */
function answeredAs(host: HostReading, name: string): string | undefined {
  const { blueprint, modules } = host;
  const { read } = blueprintSchemas(host);
  const answered = read && membersOf({ ...read, name: read.name, rest: [], via: [] }, modules);
  if (answered !== undefined) return answered.find((each) => each.name === name)?.node.text;
  const schemas = blueprint?.of('schemas') ?? [];
  const fields = schemas.flatMap((module) =>
    [...ownNames(module)].flatMap(([schema, node]) => {
      if (node.type !== 'class_definition' || /Create|Update|Patch|Request/.test(schema)) return [];
      return membersOf({ module, name: schema, node, rest: [], via: [] }, modules);
    }),
  );
  return fields.find((each) => each.name === name)?.node.text;
}
