/** Includes a package's router where no package shows how. */
import { findInclusions, type Inclusion, includeCall, makesReceiver } from '../framework/inclusions.js';
import { importAtTop } from '../python/add-import.js';
import type { TextEdit } from '../python/edit.js';
import { assignments, calls, statementOf } from '../python/find.js';
import type { IsOwn } from '../python/import-order.js';
import { type ImportForm, printImport } from '../python/imports.js';
import { indentAt, insertLinesBelow, isAloneOnItsLines } from '../python/style.js';
import type { PythonNode } from '../python/syntax.js';
import { routerLikeness, routerUses } from '../wiring/router-uses.js';
import { useSiteOf } from '../wiring/use-site.js';
import { type Attempt, drafted } from './finish.js';
import { type HostFile, limitOf } from './host-file.js';
import { insertCopy } from './insert-copy.js';
import { freeName } from './names.js';
import type { Followed } from './outcome.js';
import { segmentOf } from './prefix.js';
import { moduleAndName } from './standard.js';

/** The object that includes routers in this file, or else the one that could: a guess for the text to paste only. */
export function likelyReceiver(file: HostFile): string {
  const including = findInclusions(file.tree, file.imports).find(({ receiver }) => receiver !== undefined)?.receiver;
  return including ?? created(file)?.name ?? 'router';
}

function created(file: HostFile, name?: string): { readonly name: string; readonly node: PythonNode } | undefined {
  const routers = new Set(
    calls(file.tree.root).flatMap(({ node, callee }) => (makesReceiver(callee.text) ? [node] : [])),
  );
  const all = assignments(file.tree.root);
  const made = all.find((each) => routers.has(each.value) && (name === undefined || each.name === name));
  // A subclass of FastAPI, or an object that a function makes: what the user named is one.
  return made ?? all.find((each) => each.name === name && each.value.type === 'call');
}

/**
 * Without a blueprint to follow: the one object that includes routers in this file, or the one that the user named, gets
 * the package's router below the last one.
 */
export function routerWithoutBlueprint(file: HostFile): Attempt {
  const { receiver: named } = file.request;
  const inclusions = unconditional(
    findInclusions(file.tree, file.imports).filter(
      ({ receiver, statement }) =>
        receiver !== undefined && statement !== undefined && (named === undefined || receiver === named),
    ),
  );
  const receivers = new Set(inclusions.map(({ receiver }) => receiver));
  const blocks = new Set(inclusions.map(({ statement }) => statement?.parent));
  const last = inclusions.at(-1);
  if (receivers.size > 1 || blocks.size > 1) {
    const places = inclusions.map(({ call, receiver }) => `${receiver} in line ${call.node.line}`);
    const flag = receivers.size > 1 ? ' --router NAME picks one of these objects.' : '';
    const reason = `Several places include routers: ${places.join(', ')}.${flag}`;
    return { obstacle: { id: 'router-ambiguous', reason, ...lineOf(last?.call.node) } };
  }
  const made = named === undefined ? undefined : created(file, named);
  if (last === undefined && made === undefined) {
    const reason =
      named === undefined ? 'The file includes no router.' : `No router object ${named} is made or used in this file.`;
    return { obstacle: { id: 'router-include-missing', reason } };
  }
  const followed: Followed = named === undefined || file.blueprint === '' ? 'only-place' : 'named-router';
  return last === undefined && made !== undefined
    ? add(file, statementOf(made.node), made.name, followed)
    : below(file, last, followed);
}

/** Those that always run, where there are any: one under `if settings.debug:` shows nothing of a new package. */
function unconditional(inclusions: readonly Inclusion[]): readonly Inclusion[] {
  const always = inclusions.filter(({ statement }) => statement !== undefined && !isConditional(statement));
  return always.length > 0 ? always : inclusions;
}

const isConditional = (statement: PythonNode): boolean => wholesAround(statement).length > 0;

/** The statements around another one that may run it never or often, from the inside out. */
function wholesAround(statement: PythonNode): readonly PythonNode[] {
  const found: PythonNode[] = [];
  for (let at = statement.parent; at !== undefined && at.type !== 'function_definition'; at = at.parent) {
    if (/^(?:if|for|while|try|match)_statement$/.test(at.type)) found.push(at);
  }
  return found;
}

function below(file: HostFile, last: Inclusion | undefined, followed: Followed): Attempt {
  const { statement, receiver, router } = last ?? {};
  const likeness = routerLikeness(file);
  const site = router === undefined ? undefined : useSiteOf(file, router, likeness);
  if (statement === undefined || receiver === undefined || site === undefined) {
    return {
      obstacle: {
        id: 'router-shape-unknown',
        reason: 'How routers are included here is not understood.',
        ...lineOf(last?.call.node),
      },
    };
  }
  const wholes = wholesAround(statement);
  const whole = wholes.at(-1);
  if (whole === undefined) {
    return add(file, statement, receiver, followed, (copy) =>
      insertCopy(file, { ...site, kind: 'statement' }, copy, likeness),
    );
  }
  const isMadeInside = assignments(whole).some(({ name }) => name === receiver);
  const draft = add(file, whole, receiver, followed);
  if (!isMadeInside && wholes.every(({ type }) => type === 'for_statement')) return draft;
  const reason =
    'Routers are included here under a condition only, and it is not clear whether it is meant for a new one.';
  const paste = 'copies' in draft ? { paste: draft.copies.texts.join('\n') } : {};
  return { obstacle: { id: 'router-shape-unknown', reason, line: statement.line }, ...paste };
}

function add(
  file: HostFile,
  anchor: PythonNode,
  receiver: string,
  followed: Followed,
  insert?: (copy: string) => readonly TextEdit[],
): Attempt {
  const { package: name, tag = name, ownPrefix, provides = ['api.router'] } = file.request;
  const path = (provides.find((each) => /(?:^|[._])router$/.test(each)) ?? 'api.router').split('.');
  const [module, what] = moduleAndName(file.request, path.length > 1 ? path.slice(0, -1) : path);
  const isNamed = what.includes(name) || file.request.layers !== undefined;
  const alias = freeName(file, isNamed ? what : `${name}_${what}`);
  const form: ImportForm = { kind: 'from', module, name: what, ...(alias === what ? {} : { alias }) };
  const router = path.length > 1 ? `${alias}.${path.at(-1)}` : alias;
  const prefix = ownPrefix === false ? `prefix="/${segmentOf(file)}", ` : '';
  const copy = includeCall(receiver, `${router}, ${prefix}tags=["${tag}"]`);
  const paste = `from ${module} import ${what} as ${alias}\n${copy}`;
  if (!isAloneOnItsLines(file.source, anchor.start, anchor.end)) {
    const reason = 'It is not clear where the import and the call belong in this file.';
    return { obstacle: { id: 'router-shape-unknown', reason, line: anchor.line }, paste };
  }
  const plain = insertLinesBelow(file.source, anchor.end, indentAt(file.source, anchor.start) + copy);
  const imported = importAtTop(file.tree, file.imports, form, ownModules(file), { limit: limitOf(file) });
  const edits = [...imported, ...(insert?.(copy) ?? [plain])];
  const texts = [printImport(form), copy];
  return drafted(
    file,
    { texts, needs: [], notes: [], edits, touched: [anchor] },
    {
      followed,
      like: anchor.line,
      notes: [],
      unknown: 'router-shape-unknown',
      isRegistered: (after) => routerUses(after, after.package).length === 1,
    },
  );
}

/** Which modules are the host's own. */
function ownModules({ project, module, request }: HostFile): IsOwn {
  const root = (request.importRoot === '' ? module : request.importRoot).split('.')[0];
  return (top) => top === root || project.fileOf(top) !== undefined;
}

function lineOf(node: PythonNode | undefined): { readonly line?: number } {
  return node === undefined ? {} : { line: node.line };
}
