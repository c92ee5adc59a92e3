/** The model whose rows join two others, as `through=` names it: its keys of both, and why it cannot be filled from keys alone. */
import type { MappedTable } from '../framework/mapped-models.js';
import { singular } from '../naming/names.js';
import { withArticle } from '../naming/phrase.js';
import { ownKey } from '../package/types/ref.js';
import { importCircle } from '../project/import-circle.js';
import type { Refusal } from '../refusal.js';
import { type Field, isReference, type LinkClass, type RefTarget } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { type Ends, endOf, type Joining, joiningAsked, joiningThere } from './joining.js';
import { lookUp } from './model-lookup.js';
import type { ReferenceHost } from './reference-host.js';
import { isMeant } from './reference-order.js';

type Asked = {
  readonly host: ReferenceHost & { readonly all: readonly MappedTable[] };
  readonly spec: ModelSpec;
  readonly field: Field;
  readonly to: RefTarget;
  /** The field as it was written. */
  readonly through: string;
};

/** What joins both, or why nothing can. */
export function linkThrough(asked: Asked): LinkClass | Refusal {
  const { host, spec, to } = asked;
  if (host.conventions.mapping.dataclass !== 'no')
    return refused(asked, 'dataclass', 'Where models are dataclasses, through is not written.');
  const ends: Ends = {
    own: { name: spec.name, table: spec.table, key: ownKey(host.conventions).column },
    other: to.isSelf ? { name: spec.name, table: spec.table, key: to.key.column } : endOf(to),
  };
  const joining = joiningOf(asked, ends);
  if ('id' in joining) return joining;
  const keys = keysOf(asked, joining);
  if ('id' in keys) return keys;
  const problem = problemOf(asked, joining, [keys.own, keys.other]) ?? circleProblem(asked, joining);
  if (problem !== undefined) return problem;
  const isOneOfSeveral = (['own', 'other'] as const).some(
    (end) => joining.columns.filter(({ leadsTo }) => leadsTo.includes(end)).length > 1,
  );
  const { name, table, module, overlaps } = joining;
  return { name, table, ...keys, from: { kind: 'model', module, overlaps, isOneOfSeveral } };
}

function joiningOf(asked: Asked, ends: Ends): Joining | Refusal {
  const { host, spec, field, to, through } = asked;
  const { all, code, conventions, name, models } = host;
  const [model = '', pkg] = through.split('.').reverse();
  const beside = (host.asked ?? []).find((each) => [each.name, each.noun].includes(model) && each !== spec);
  if (beside !== undefined && (pkg === undefined || pkg === name)) {
    return joiningAsked(beside, models, (each) => askedEnds(asked, each));
  }
  const found = lookUp({ ...host, ...conventions }, { model, ...(pkg === undefined ? {} : { package: pkg }) });
  if ('problem' in found) {
    const reason = `through=${through}: ${found.problem.replaceAll(/\bref\./g, '')}`;
    const hint = `A model joins both once it has a reference to each: ask for ${model} beside ${spec.name} in one spec, or first and for ${field.name} later (yo backend-package:field ${name} ${spec.noun} …), or leave through out.`;
    return { id: 'through-unknown', status: 2, reason, hint };
  }
  if (found.databaseName === undefined || found.registry !== registryOfEnd(all, to))
    return refused(asked, 'base', `${found.table.name} has another base than ${to.name}, so its rows join neither.`);
  return joiningThere(found, found.databaseName, all, code, ends, rowsNamed(field));
}

/** What the rows are called on the record. */
const rowsNamed = ({ name }: Field): string => `${singular(name)}_links`;

function registryOfEnd(all: readonly MappedTable[], to: RefTarget): string | undefined {
  return all.find(({ table }) => table.name === to.name && table.module.module === to.module)?.registry;
}

/** Which of both a reference of a model of the same run means by its words. */
function askedEnds({ host, spec, to }: Asked, field: Field): readonly (keyof Ends)[] {
  if (!isReference(field.type)) return [];
  const isOwn = isMeant(field, host.name, host.name, spec);
  if (to.isSelf) return isOwn ? ['own', 'other'] : [];
  const found = isOwn ? undefined : lookUp({ ...host, ...host.conventions }, field.type);
  const isOther =
    found !== undefined &&
    !('problem' in found) &&
    found.table.name === to.name &&
    found.table.module.module === to.module;
  return [...(isOwn ? (['own'] as const) : []), ...(isOther ? (['other'] as const) : [])];
}

/** Its keys of the record that has the others, and of those. */
function keysOf(asked: Asked, joining: Joining): { readonly own: string; readonly other: string } | Refusal {
  const { spec, field, to } = asked;
  const leading = (end: keyof Ends): readonly string[] =>
    joining.columns.filter(({ leadsTo }) => leadsTo.includes(end)).map(({ name }) => name);
  const called = (names: readonly string[], words: readonly string[]): string | undefined =>
    names.length === 1 ? names[0] : words.map((word) => `${word}_id`).find((each) => names.includes(each));
  const missing = (name: string): Refusal =>
    refused(asked, 'keys', `${joining.name} has no foreign key to the key of ${name}.`);
  const others = leading('other');
  if (others.length === 0) return missing(to.name);
  const one = singular(field.name);
  const other = to.isSelf && others.length === 1 ? undefined : called(others, [one, singular(to.table)]);
  const owns = leading('own').filter((name) => !to.isSelf || name !== other);
  if (owns.length === 0) return missing(spec.name);
  const own = called(owns, [spec.snake]);
  if (own !== undefined && other !== undefined) return { own, other };
  const names = [...new Set([...others, ...owns])].join(', ');
  const hint = `Name the field after the column that leads to them, as ${one}s for ${one}_id.`;
  return { ...refused(asked, 'keys', `Which column of ${joining.name} leads where is not clear: ${names}.`), hint };
}

/** What keys alone cannot say. */
function problemOf(asked: Asked, joining: Joining, keys: readonly string[]): Refusal | undefined {
  const { spec, field, to } = asked;
  const { name, columns, uniques, mark, made } = joining;
  const fail = (id: string, reason: string, hint: string): Refusal => ({ ...refused(asked, id, reason), hint });
  const needed = columns.filter((each) => each.isRequired && !keys.includes(each.name)).map((each) => each.name);
  if (needed.length > 0) {
    const what = needed.join(', ');
    return fail(
      'required',
      `A row of ${name} needs ${what}, which keys do not say.`,
      `Give ${what} a default or let it be null, or leave ${field.name} out: a client makes a ${name} with all that it needs.`,
    );
  }
  if (made !== undefined)
    return fail(
      'made',
      `${name} ${made}, so no row is made from a key.`,
      `Leave ${field.name} out and write it by hand.`,
    );
  if (mark !== undefined)
    return fail(
      'marked',
      `${name} has ${mark}: rows that are marked as deleted would join both all the same.`,
      `Leave ${field.name} out and write it by hand.`,
    );
  const isPair = (group: readonly string[]): boolean =>
    group.length === keys.length && keys.every((key) => group.includes(key));
  const narrow = uniques.find(
    (group) =>
      !keys.every((key) => group.includes(key)) &&
      !group.some((each) => columns.find((column) => column.name === each)?.isDistinct === true),
  );
  if (narrow !== undefined)
    return fail(
      'unique',
      `${name} is unique in ${narrow.join(' and ')}, so two rows cannot both have what keys say.`,
      `Leave ${field.name} out and write it by hand.`,
    );
  if (uniques.some(isPair)) return undefined;
  const [own = '', other = ''] = keys;
  return fail(
    'twice',
    `${name} may join ${withArticle(spec.title.toLowerCase())} and the same ${to.name} by several rows, and keys do not say which.`,
    `Make both unique together: --unique=${own.replace(/_id$/, '')}+${other.replace(/_id$/, '')} where ${name} is asked for, UniqueConstraint("${own}", "${other}") where it is written.`,
  );
}

/** The model's own file imports the class, for the rows that it makes. */
function circleProblem(asked: Asked, { module, name }: Joining): Refusal | undefined {
  const { code, models, conventions } = asked.host;
  if (module === models || conventions.orm === 'sqlmodel') return undefined;
  const file = code.fileOf(models);
  const importer = file && code.at(file.path);
  const circle = importer && importCircle(code, importer, module);
  if (circle === undefined) return undefined;
  const way = [models, ...circle.map((each) => each.module)].join(' → ');
  const reason = `${asked.spec.name} would import ${name} in a circle: ${way}.`;
  return {
    ...refused(asked, 'circle', reason),
    hint: `Import ${asked.spec.name} under TYPE_CHECKING there: relationships take the name of a class.`,
  };
}

function refused({ field, through }: Asked, id: string, reason: string): Refusal {
  const hint = `Leave through out: ${field.name} gets a table of its own then.`;
  return { id: `through-${id}`, status: 3, reason: `${field.name}: through=${through}: ${reason}`, hint };
}
