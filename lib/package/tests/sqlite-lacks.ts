/** What SQLite lacks of what the models of a host ask a database for: functions of PostgreSQL, keys of `BIGINT`. */
import { snakeCase } from '../../naming/names.js';
import { mayWriteBareCalls } from '../../style/dimensions/versions.js';
import type { Context } from '../context.js';
import { type Part, py, symbol } from '../print/code.js';
import { compiler, datetime, modules, schema, sqlalchemy, typing } from '../print/symbols.js';
import { utc } from '../spelling.js';

/** What modules of the host's models need of SQLite before tables are made. */
export function ofOtherDatabases(context: Context): Part {
  return [zoneFunctions(context), calledDefaults(context), countedKeys(context), moments(context)];
}

function moments({ conventions: { tests } }: Context): readonly Part[] {
  return (tests.moments ?? []).map(
    ({ module, name }) => py`
      @${compiler.compiles}(${symbol(module, name)}, "sqlite")
      def ${snakeCase(name)}_on_sqlite(*args: object, **options: object) -> str:
          return "CURRENT_TIMESTAMP"


    `,
  );
}

function countedKeys({ conventions: { tests } }: Context): Part {
  if (tests.hasBigKeys !== true) return undefined;
  return py`
    @${compiler.compiles}(${sqlalchemy.BigInteger}, "sqlite")
    def big_integer(*args: object, **options: object) -> str:
        # SQLite counts only keys that are called INTEGER.
        return "INTEGER"


  `;
}

function calledDefaults({ conventions: { tests, versions } }: Context): Part {
  if (!tests.isZoned || !mayWriteBareCalls(versions)) return undefined;
  const call = String.raw`r"DEFAULT (\w+\((?:[^()]|\([^()]*\))*\))"`;
  const wrapped = String.raw`r"DEFAULT (\1)"`;
  return py`
    @${compiler.compiles}(${schema.CreateColumn}, "sqlite")
    def create_column(element: ${typing.Any}, compiler: ${typing.Any}, **options: ${typing.Any}) -> str:
        # SQLite wants a call that is a default in parentheses.
        column = compiler.visit_create_column(element, **options)
        return ${modules.re}.sub(${call}, ${wrapped}, column)


  `;
}

/** SQLite has neither `now()` nor `timezone('utc', …)`, which defaults of the host's models call. */
function zoneFunctions(context: Context): Part {
  if (!context.conventions.tests.isZoned) return undefined;
  return py`
    def add_functions(connection: ${typing.Any}, record: ${typing.Any}) -> None:
        # Defaults of the models call these functions of PostgreSQL.
        connection.create_function("now", 0, lambda: f"{${datetime.datetime}.now(${utc(context)}):%Y-%m-%d %H:%M:%S}")
        connection.create_function("timezone", 2, lambda zone, moment: moment)


  `;
}

/** Has an engine know these functions. */
export const zoned = (context: Context, engine: string): Part =>
  context.conventions.tests.isZoned && py`${sqlalchemy.event}.listen(${engine}, "connect", add_functions)`;
