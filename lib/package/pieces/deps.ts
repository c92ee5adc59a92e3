/** `deps.py`: what handlers are given: a session, the objects of the layers, and the record that a path names. */
import type { ModelSpec } from '../../request/model.js';
import { maxIntegerLine } from '../bounds.js';
import type { Context } from '../context.js';
import { makers } from '../makers.js';
import { hasStandardDeps, roleOfFile } from '../modules.js';
import { openerName, sessionAlias } from '../parameters.js';
import { type Code, join, own, type Part, py } from '../print/code.js';
import { abc } from '../print/symbols.js';
import { loader } from '../record-loader.js';
import { sourceCode } from '../source-code.js';

export function packageDeps(context: Context): Part {
  if (!hasStandardDeps(context.conventions)) return undefined;
  return py`
    ${maxIntegerLine(context)}

    ${ownSession(context)}
  `;
}

export function deps(context: Context, spec: ModelSpec): Part {
  const found = [...makers(context, spec), loader(context, spec)].filter(Boolean);
  return found.length > 0 && join('\n\n\n', found);
}

/** The alias of the session, below what opens one where the host has no dependency for that. */
export function ownSession(context: Context): Part {
  const alias = sessionAlias(context);
  const { sessionForm: form, session } = context.conventions;
  if (form.kind === 'own' && form.plain !== undefined && form.role === roleOfFile(context.file))
    return openedSession(context);
  return alias !== undefined && session.opens ? [openedSession(context), alias] : alias;
}

/** The package's own dependency, where the host opens sessions wherever it uses them. */
function openedSession({ dialect, conventions }: Context): Code {
  const isAsync = dialect.isAsync;
  return py`

    ${dialect.def} ${own(openerName(conventions.sessionForm))}() -> ${isAsync ? abc.AsyncIterator : abc.Iterator}[${dialect.session}]:
        ${isAsync ? 'async with' : 'with'} ${sourceCode(conventions.session)}() as session:
            yield session


  `;
}
