import { run } from '../../scripts/python.mjs';
import { python } from './databases.js';

/** Prints each change that should have been refused, and the constraints without a name of their own. */
const SCRIPT = `\
import json, sys
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DataError, IntegrityError

engine = create_engine(sys.argv[1])
with engine.connect() as db:
    if db.scalar(text("SELECT count(*) FROM articles")) < 2:
        print("too few rows to tell")
    for change in json.loads(sys.argv[2]):
        try:
            db.execute(text(f"UPDATE articles SET {change}"))
            print(f"not refused: {change}")
        except (DataError, IntegrityError):
            pass
        db.rollback()
    db.execute(text('UPDATE articles SET "metadata" = NULL'))
    db.rollback()

tables = inspect(engine)
for table in set(tables.get_table_names()) - {"users"}:
    for constraint in tables.get_unique_constraints(table) + tables.get_check_constraints(table):
        if not constraint["name"]:
            print(f"no name: {table} {constraint}")
        elif len(constraint["name"].encode()) > 63:
            print(f"too long: {constraint['name']}")
`;

/** What is wrong with the constraints that the database has for the articles; nothing when all is well. */
export async function faultsOfConstraints(url: string, refused: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(python, ['-c', SCRIPT, url, JSON.stringify(refused)]);
  return stdout + stderr;
}
