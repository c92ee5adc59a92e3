/** A model that is there, read back into the words that would have asked for it. */
import { columnsIn, type MappedTable, mappedTables } from '../framework/mapped-models.js';
import { keyKind, membersOf } from '../framework/model-members.js';
import {
  indexedTogether,
  sentNames,
  uniqueTogether,
  type WrittenField,
  writtenFields,
} from '../framework/written-fields.js';
import { writtenLinks } from '../framework/written-links.js';
import { pascalCase, singular } from '../naming/names.js';
import { classOfModel, specOfClass } from '../package/class-names.js';
import { filtersName, schemaClasses, schemaNames, shapeOf, sortName } from '../package/schema-names.js';
import type { Project } from '../project/project.js';
import type { Refusal } from '../refusal.js';
import type { Deletion } from '../request/deletion.js';
import { type Field, fieldAttribute, parseField } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { KEY_KINDS, NO_SETTINGS } from '../request/settings.js';
import { deletionIn, inOrderOfKinds, marksIn } from '../style/deletion-marks.js';
import type { Style } from '../style/style-values.js';
import { pageThere } from './asked-page.js';
import { slugThere } from './parent-path.js';

export type ModelThere = {
  readonly spec: ModelSpec;
  readonly table: MappedTable;
  /** The fields by their attributes, with the lines that write them. */
  readonly written: ReadonlyMap<string, WrittenField>;
  /** Everything that the class has: its methods and what it inherits too. */
  readonly members: ReadonlySet<string>;
  /** What its key is called. */
  readonly keyName: string | undefined;
  /** Whether its paths are the package's own. */
  readonly isFirst: boolean;
};

type Asked = {
  readonly code: Project;
  readonly conventions: Style;
  readonly name: string;
  readonly model: string;
  /** The files of the package by what the standard calls them. */
  readonly paths: ReadonlyMap<string, string>;
};

export function modelThere(asked: Asked): ModelThere | Refusal {
  const { code, conventions, name, model, paths } = asked;
  const path = paths.get('models.py') ?? '';
  const all = mappedTables(code);
  const own = all.filter(({ table }) => table.isClass && table.module.path === path);
  const called = (word: string): MappedTable | undefined =>
    [word, classOfModel(conventions, word)].map((name) => own.find((each) => each.table.name === name)).find(Boolean);
  const table = called(model);
  if (table === undefined) {
    const names = own.map((each) => each.table.name);
    const hint =
      names.length > 0
        ? `It has ${names.join(', ')}.`
        : `Add the model first: yo backend-package:model ${name} ${model}`;
    return { id: 'model-missing', status: 2, reason: `${name} has no model ${model}.`, looked: path, hint };
  }
  const bare = specOfClass(conventions, table.table.name);
  const names = schemaNames({ conventions }, bare);
  const schemas = code.at(paths.get('schemas.py') ?? '')?.tree.root;
  const sent = [names.base, names.create, names.update].filter((each) => each !== undefined);
  const roles = {
    sent,
    read: [names.read, names.between, ...(shapeOf({ conventions }).read === 'base' ? [names.base] : [])].filter(
      (each) => each !== undefined,
    ),
    filters: filtersName(bare),
    sort: sortName(bare),
  };
  const sourceOf = (file: string): string => code.at(paths.get(file) ?? '')?.source ?? '';
  const text = [...paths.keys()].map(sourceOf).join('\n');
  const known = writtenFields(
    table,
    all,
    code,
    hasClasses(schemas, schemaClasses({ conventions }, bare)) ? schemas : undefined,
    roles,
    text,
  );
  // What every model of the host has is printed as that.
  const { stamps, supplied } = conventions;
  const habits = new Set([...stamps.map((each) => each.name), ...supplied]);
  const first = called(pascalCase(singular(name))) ?? own[0];
  const links = writtenLinks(table, code, {
    keysOf: (each) => `${singular(each)}_ids`,
    rowsOf: (each) => `${singular(each)}_links`,
    classOf: (each) => classOfModel(conventions, `${bare.noun}${pascalCase(singular(each))}`),
  });
  const isMain = ({ type }: WrittenField): boolean =>
    first !== undefined && new RegExp(`^ref\\.(?:\\w+\\.)?${first.table.name}$`).test(type);
  const isApart = (each: WrittenField): boolean =>
    slugThere(code, name, paths.get('api.py'), `${each.name}_id`) !== undefined;
  const fields = inOrder(known, links, sentNames(schemas, sent)).flatMap((each) =>
    habits.has(each.name) ? [] : (fieldFrom(each, first === table ? isApart : isMain) ?? []),
  );
  const members = membersOf({ ...table.table, rest: [], via: [] }, code);
  const key = members.find(({ column }) => column?.isPrimaryKey);
  const kind = KEY_KINDS.find((each) => key !== undefined && each === keyKind(key));
  const deletion = deletionThere(asked, table);
  const bareSpec = specOfClass(conventions, table.table.name, fields, {
    ...NO_SETTINGS,
    ...(deletion === undefined ? {} : { isSoftDeleted: true as const }),
    uniques: uniqueTogether(table, code),
    indexes: indexedTogether(table, code),
    ...pageThere(conventions, bare, { schemas: schemas?.text ?? '', handlers: sourceOf('api.py') }),
    ...(table.databaseName === undefined ? {} : { table: table.databaseName }),
    ...(kind === undefined ? {} : { key: kind }),
  });
  return {
    spec: deletion === undefined ? bareSpec : { ...bareSpec, deletion },
    table,
    written: new Map([...known.map((each) => [attributeOf(each), each] as const), ...links]),
    members: new Set(members.map((each) => each.name)),
    keyName: key?.name,
    isFirst: first === table,
  };
}

/**
 * Fields and what it has many of in the order in which they are sent, which the class that has most of them shows: a
 * dataclass has those with a default behind the others.
 */
function inOrder(
  known: readonly WrittenField[],
  links: ReadonlyMap<string, WrittenField>,
  sent: readonly (readonly string[])[],
): readonly WrittenField[] {
  const [longest = []] = [...sent].sort((one, other) => other.length - one.length);
  const placeOf = (field: WrittenField): number => longest.indexOf(attributeOf(field));
  const inPlace = known.filter((each) => placeOf(each) >= 0).sort((one, other) => placeOf(one) - placeOf(other));
  const all = known.map((each) => (placeOf(each) < 0 ? each : (inPlace.shift() ?? each)));
  for (const [keys, link] of links) {
    const [names = []] = sent.filter((each) => each.includes(keys)).sort((one, other) => other.length - one.length);
    const behind = names.slice(names.indexOf(keys) + 1);
    const at = all.findIndex((each) => behind.includes(attributeOf(each)));
    all.splice(at < 0 ? all.length : at, 0, link);
  }
  return all;
}

const attributeOf = ({ node }: WrittenField): string => node.text.split(/\W/)[0] ?? '';

/** The column by which the package's own code marks what it deletes, or the library that its layer is of. */
function deletionThere({ code, conventions: { layers }, paths }: Asked, { table }: MappedTable): Deletion | undefined {
  const files = [...paths].filter(([file]) => !file.startsWith('tests/') && !/^(?:models|schemas)\.py$/.test(file));
  const text = files.map(([, path]) => code.at(path)?.source ?? '').join('\n');
  const supply = layers.kind === 'chain' ? layers.chain[0]?.operations.delete.supply : undefined;
  const known = supply?.isRight === true && supply.marks.isByModel === true ? supply.marks.names : [];
  const found = columnsIn(table, code).flatMap((each) => deletionIn(each) ?? []);
  return inOrderOfKinds(found).find((each) => marksIn(text, each) || known.includes(each.name));
}

const hasClasses = (root: { readonly text: string } | undefined, names: readonly string[]): boolean =>
  root !== undefined && names.some((name) => new RegExp(`^class ${name}\\b`, 'm').test(root.text));

/** The field with as many of its modifiers as can be read; `isAbove` says what the path names. */
function fieldFrom(written: WrittenField, isAbove: (written: WrittenField) => boolean): Field | undefined {
  const field = parsed(written);
  if (field === undefined || !isSaid(written)) return field;
  return { ...field, readonly: true, scope: isAbove(written) ? 'parent' : 'owner' };
}

/** A reference that every record has and no client sends: the request says it by itself. */
function isSaid({ type, modifiers }: Pick<WrittenField, 'type' | 'modifiers'>): boolean {
  return type.startsWith('ref.') && modifiers.includes('readonly') && !modifiers.includes('optional');
}

function parsed({ name, type, modifiers: all }: WrittenField): Field | undefined {
  const modifiers = isSaid({ type, modifiers: all }) ? all.filter((each) => each !== 'readonly') : all;
  const flags = modifiers.filter((each) => !each.includes('='));
  for (const kind of [type, 'str']) {
    for (const tried of [modifiers, flags, flags.filter((each) => each === 'optional')]) {
      const { field } = parseField([name, kind, ...tried].join(':'));
      if (field !== undefined) return field;
    }
  }
  return undefined;
}

export const attributesOf = ({ fields }: ModelSpec): readonly string[] => fields.map(fieldAttribute);
