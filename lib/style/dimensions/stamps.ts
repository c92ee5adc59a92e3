/** When a record was created and changed: the columns for that which every model of the host has. */
import { type CopiedColumn, copiedColumn } from '../../framework/columns.js';
import { type Member, membersOf, ownMembers } from '../../framework/model-members.js';
import { ownNames } from '../../project/module.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { inheritance } from '../inherited.js';
import { mainColumns, mainModel } from '../main-model.js';

export type Stamp = {
  readonly name: string;
  readonly kind: 'datetime' | 'date';
  readonly isOptional: boolean;
  /** Whether a change of the record changes it. */
  readonly isMoving: boolean;
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
  const stamp = stampFrom({ name, column });
  const isOptional = stamp.isOptional || /\bNone\b|\bOptional\b/.test(answered ?? '');
  return [{ ...stamp, isOptional, isShown: answered !== undefined, column: written }];
}

/** The field of a schema of the blueprint that is no body of a request. */
function answeredAs({ blueprint, modules }: HostReading, name: string): string | undefined {
  const schemas = blueprint?.of('schemas') ?? [];
  const fields = schemas.flatMap((module) =>
    [...ownNames(module)].flatMap(([schema, node]) => {
      if (node.type !== 'class_definition' || /Create|Update|Patch|Request/.test(schema)) return [];
      return membersOf({ module, name: schema, node, rest: [], via: [] }, modules);
    }),
  );
  return fields.find((each) => each.name === name)?.node.text;
}
