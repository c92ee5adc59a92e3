/** `deps.py`: what handlers are given: a session, and the record that a path names. */
import type { ModelSpec } from '../../request/model.js';
import { called } from '../called.js';
import { type Context, modelWords } from '../context.js';
import { madeGuards } from '../guards.js';
import { keyOf } from '../key.js';
import { moduleOf } from '../modules.js';
import { type Code, py } from '../print/code.js';
import { fastapi } from '../print/symbols.js';
import { sourceCode } from '../source-code.js';
import { annotated } from '../spelling.js';

export function packageDeps(context: Context): Code {
  const { dialect, conventions } = context;
  const session = sourceCode(conventions.session);
  return py`
    MAX_INTEGER = 2**31 - 1

    DbSession = ${annotated(context, dialect.session, py`${fastapi.Depends}(${session})`)}
    ${madeGuards(context).map(({ name, value }) => py`${name} = ${value}`)}
  `;
}

export function deps(context: Context, spec: ModelSpec): Code {
  const { dialect: d } = context;
  const { name, snake, key } = modelWords(context, spec);
  const { holder, operations } = called(context, spec);
  if (holder.kind !== 'session') throw new Error(`dependencies cannot take a ${holder.kind} yet`);
  return py`
    ${d.def} get_${snake}_or_404(${holder.name}: DbSession, ${key}: ${keyOf(context).parameter}) -> ${moduleOf(context, 'models')}.${name}:
        ${operations.get.statements({ holder: holder.name, key })}
  `;
}
