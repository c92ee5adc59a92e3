/** How a table is named after its class: plural or singular, what is before and behind that, and whether words are joined. */
import { inheritedBy } from '../../framework/mapped-models.js';
import { databaseName, namesItsTable } from '../../framework/tables.js';
import { modelNoun } from '../../naming/model-class.js';
import { plural, singular, snakeCase } from '../../naming/names.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { mainModel } from '../main-model.js';

export type TableNames = {
  readonly number: 'plural' | 'singular';
  readonly prefix: string;
  readonly suffix: string;
  /** Whether `OrderItem` is `orderitem`. */
  readonly isJoined: boolean;
};

const STANDARD: TableNames = { number: 'plural', prefix: '', suffix: '', isJoined: false };

export const tableNames: Dimension<TableNames> = {
  id: 'table-names',
  default: STANDARD,
  learn(host) {
    const shown = shownBy(host);
    const value = shown && namingOf(shown.className, shown.table);
    return value && { value: withoutPackage(value, host.host.blueprint ?? ''), at: shown.at };
  },
};

/** `auth_` of the package `auth` is no prefix of another package's tables. */
function withoutPackage(naming: TableNames, name: string): TableNames {
  const isPackage = [name, singular(name), plural(name)].some((word) => `${word}_` === naming.prefix);
  return isPackage ? { ...naming, prefix: '' } : naming;
}

type Shown = { readonly className: string; readonly table: string; readonly at: string };

/** A class and its table: the blueprint's own, or one of two words where the name is worked out from the class. */
function shownBy(host: HostReading): Shown | undefined {
  const main = mainModel(host);
  if (main === undefined) return undefined;
  const inherited = inheritedBy(main, host.modules).map(({ node }) => node);
  const at = host.at(main.module, main.node.line);
  const own = namesItsTable(main) ? databaseName(main, []) : undefined;
  if (own !== undefined) return { className: modelNoun(main.name), table: own, at };
  const probe = 'OrderItem';
  const made = databaseName({ ...main, name: probe }, inherited);
  return made === undefined ? undefined : { className: probe, table: made, at };
}

function namingOf(className: string, table: string): TableNames | undefined {
  const one = singular(snakeCase(className));
  const forms = [
    { number: 'plural', word: plural(one) },
    { number: 'singular', word: one },
  ] as const;
  for (const isJoined of [false, true]) {
    for (const { number, word } of forms) {
      const written = isJoined ? word.replaceAll('_', '') : word;
      const [, prefix, suffix] = new RegExp(`^((?:[a-z0-9]+_)*)${written}((?:_[a-z0-9]+)*)$`, 'i').exec(table) ?? [];
      if (prefix !== undefined && suffix !== undefined) return { number, prefix, suffix, isJoined };
    }
  }
  return undefined;
}
