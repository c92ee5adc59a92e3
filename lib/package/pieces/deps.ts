/** `deps.py`: what handlers are given: a session, and the record that a path names. */
import type { ModelSpec } from '../../request/model.js';
import { called } from '../called.js';
import { type Context, modelWords } from '../context.js';
import { madeGuards } from '../guards.js';
import { keyOf } from '../key.js';
import { makers, sessionParameter } from '../makers.js';
import { modelOf } from '../modules.js';
import { type Code, join, own, type Part, py } from '../print/code.js';
import { abc, fastapi } from '../print/symbols.js';
import { sourceCode } from '../source-code.js';
import { annotated } from '../spelling.js';

export function packageDeps(context: Context): Code {
  const { dialect, conventions } = context;
  const session = conventions.session.opens ? own('get_session') : sourceCode(conventions.session);
  return py`
    MAX_INTEGER = 2**31 - 1

    ${conventions.session.opens && openedSession(context)}
    DbSession = ${annotated(context, dialect.session, py`${fastapi.Depends}(${session})`)}
    ${madeGuards(context).map(({ name, value }) => py`${name} = ${value}`)}
  `;
}

export function deps(context: Context, spec: ModelSpec): Part {
  const { dialect: d } = context;
  const { key } = modelWords(context, spec);
  const { holder, loader, operations } = called(context, spec);
  const held =
    holder.kind === 'session' ? sessionParameter(context, holder.name) : holder.kind === 'object' && holder.parameter;
  const name = holder.kind === 'none' ? undefined : holder.name;
  const found = makers(context, spec).filter(Boolean);
  if (loader === undefined) return found.length > 0 && join('\n\n\n', found);
  const given = join(', ', [held, py`${key}: ${keyOf(context).parameter}`]);
  const load = py`
    ${d.def} ${loader}(${given}) -> ${modelOf(context, spec)}:
        ${operations.get.statements({ holder: name, key })}
  `;
  return join('\n\n\n', [...found, load]);
}

/** The package's own dependency, where the host opens sessions wherever it uses them. */
function openedSession({ dialect, conventions }: Context): Code {
  const isAsync = dialect.isAsync;
  return py`

    ${dialect.def} ${own('get_session')}() -> ${isAsync ? abc.AsyncIterator : abc.Iterator}[${dialect.session}]:
        ${isAsync ? 'async with' : 'with'} ${sourceCode(conventions.session)}() as session:
            yield session


  `;
}
