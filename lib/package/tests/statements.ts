/** How tests see the statements that reach the database. */
import { type Part, py } from '../print/code.js';
import { asyncio, sqlalchemy, typing } from '../print/symbols.js';
import type { Subject } from './api-subject.js';

/** The engine of the tests, and the fixture that brings it. */
export function engineOf({ context: { dialect } }: Subject): { readonly parameter: Part; readonly engine: string } {
  return dialect.isAsync
    ? { parameter: py`engine: ${asyncio.AsyncEngine}`, engine: 'engine.sync_engine' }
    : { parameter: py`db: ${dialect.session}`, engine: 'db.get_bind()' };
}

/** What runs before each statement, or when the test says, on the connection that runs it. */
export function hook(
  subject: Subject,
  name: string,
  action: Part,
  { cursor = typing.Any, when = '"before_cursor_execute"' }: { readonly cursor?: Part; readonly when?: string } = {},
): Part {
  const { engine } = engineOf(subject);
  return py`
    @${sqlalchemy.event}.listens_for(${engine}, ${when})
    def ${name}(_: object, cursor: ${cursor}, statement: str, *args: object) -> None:
        ${action}
  `;
}
