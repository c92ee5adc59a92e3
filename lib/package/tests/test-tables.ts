/** The tables that the tests of a package make: all of the host's, or those alone that SQLite can hold. */
import type { Context } from '../context.js';
import { moduleOf } from '../modules.js';
import { type Part, py, symbol } from '../print/code.js';
import { alchemyErrors, schema, sqlalchemy, sqlite } from '../print/symbols.js';

/** Whether the tables that need another database may be in the same module as the package's own. */
const isBesideOthers = ({ conventions: { layout, tests } }: Context): boolean =>
  tests.tables === 'own' && layout.kind === 'layers' && layout.shared.includes('models');

/** What tells the tables of SQLite from others, where both may be in one module. */
export function tableFilter(context: Context): Part {
  if (!isBesideOthers(context)) return undefined;
  return py`
    def is_for_sqlite(table: ${sqlalchemy.Table}) -> bool:
        try:
            ${schema.CreateTable}(table).compile(dialect=${sqlite.dialect}())
        except ${alchemyErrors.CompileError}:
            return False
        return True


  `;
}

/** Makes the tables of the tests: the tables of the host's other packages may need another database. */
export function createTables(context: Context, create: (given: readonly Part[]) => Part): Part {
  const { base, mapping, tests } = context.conventions;
  const registry = base.module === 'sqlmodel' ? '._sa_registry' : mapping.decorator === undefined && '.registry';
  if (tests.tables === 'all') return create([]);
  return py`
    # Tables of other packages may need another database than SQLite.
    tables = [
        mapper.local_table
        for mapper in ${symbol(base.module, base.name)}${registry}.mappers
        if mapper.class_.__module__ == ${moduleOf(context, 'models')}.__name__
        and isinstance(mapper.local_table, ${sqlalchemy.Table})
        ${isBesideOthers(context) && 'and is_for_sqlite(mapper.local_table)'}
    ]
    ${create(['tables=tables'])}
  `;
}
