/** A function of the host, for all features, that commits a session and rolls it back where the database refuses. */
import { parameterName } from '../../framework/parameter-dependencies.js';
import { isInModuleScope, ownNames } from '../../project/module.js';
import { isTestFile } from '../../project/scan.js';
import { parametersOf } from '../../python/find.js';
import { childOf, type PythonNode } from '../../python/syntax.js';
import { isRefusal } from '../../refusal.js';
import { type Dimension, type Learned, learnedOf } from '../dimension.js';
import { docstringOf } from '../docstrings.js';
import type { HostReading } from '../host-reading.js';
import { layers } from './layers.js';
import { sessionKind } from './session-kind.js';

/** `called` behind what it commits, or `entered` around it. */
export type CommitFunction = { readonly module: string; readonly name: string; readonly form: 'called' | 'entered' };

export const commitFunction: Dimension<CommitFunction | undefined> = {
  id: 'commit-function',
  default: undefined,
  learn(host) {
    // Where the blueprint's layers are followed, a new one commits as that of the blueprint does.
    const learned = learnedOf(layers, host);
    if (learned !== undefined && (isRefusal(learned) || learned.value.kind === 'chain')) return undefined;
    const { modules } = host;
    const [only, ...others] = modules
      .mentioning(modules.root, '.rollback')
      .filter((path) => !host.host.isOfFeature(path) && !isTestFile(path))
      .flatMap((path) => functionsIn(host, path));
    return others.length > 0 ? undefined : only;
  },
};

function functionsIn(host: HostReading, path: string): readonly Learned<CommitFunction>[] {
  const module = host.modules.at(path);
  if (module === undefined || host.blueprint?.has(module.module) === true) return [];
  const kind = learnedOf(sessionKind, host);
  const begins = kind !== undefined && !isRefusal(kind) && kind.value === 'async' ? 'async def' : 'def';
  return [...ownNames(module)].flatMap(([name, node]) => {
    const isOurs = node.text.startsWith(begins) && !name.startsWith('_') && isInModuleScope(node);
    const form = isOurs ? formOf(node) : undefined;
    return form === undefined ? [] : [{ value: { module: module.module, name, form }, at: host.at(module, node.line) }];
  });
}

/** One that takes a session, and does nothing else than to commit it, and to say again what went wrong. */
function formOf(node: PythonNode): CommitFunction['form'] | undefined {
  const [session, ...others] = parametersOf(node);
  const [only, ...more] = statementsIn(node);
  if (session === undefined || others.length > 0 || only?.type !== 'try_statement' || more.length > 0) return undefined;
  const db = parameterName(session);
  const tried = statementsIn(only).map(({ text }) => text.replace(/^await /, ''));
  const [caught, ...rest] = only.named.filter(({ type }) => type !== 'block' && type !== 'comment');
  const isCaught = caught !== undefined && rest.length === 0 && CAUGHT.test(caught.text);
  const ends = caught?.named.find(({ type }) => type === 'block')?.named.filter(({ type }) => type !== 'comment') ?? [];
  const isRolledBack = ends.some(({ text }) => text.replace(/^await /, '') === `${db}.rollback()`);
  if (!isCaught || !isRolledBack || ends.at(-1)?.text !== 'raise') return undefined;
  const decorators = node.parent?.type === 'decorated_definition' ? node.parent.text.split(node.text)[0]?.trim() : '';
  if (decorators === '') return tried.join() === `${db}.commit()` ? 'called' : undefined;
  const isEntered = ENTERED.test(decorators ?? '') && tried.join() === `yield,${db}.commit()`;
  return isEntered ? 'entered' : undefined;
}

/** All that SQLAlchemy raises, the ORM's own errors too. */
const CAUGHT = /^except(?:\s+\(?(?:\w+\.)*(?:SQLAlchemyError|Exception|BaseException)\)?(?:\s+as\s+\w+)?)?\s*:/;

const ENTERED = /^@(?:contextlib\.)?(?:async)?contextmanager$/;

/** The statements of a function's or a `try`'s body, without comments and without what a function says of itself. */
function statementsIn(node: PythonNode): readonly PythonNode[] {
  const body = (childOf(node, 'body')?.named ?? []).filter(({ type }) => type !== 'comment');
  return docstringOf(node) === undefined ? body : body.slice(1);
}
