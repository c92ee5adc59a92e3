/** The values of names, attributes and entries of literals, as far as they are written down. */
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { assignments, calls, dottedParts, isVariable } from '../python/find.js';
import { scopeChain, scopeOf } from '../python/scope.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

/** An expression with its module. */
export type Value = { readonly module: Module; readonly node: PythonNode };

/** The value of an expression in one turn of a loop or one call of a function; nothing for what neither sets. */
export type Turn = (node: PythonNode) => Value | undefined;

const DEEPEST = 12;

/** What a name or an attribute was given where it is defined; nothing where it was given several things. */
export function givenTo(project: Project, { module, node }: Value, depth: number = DEEPEST): Value | undefined {
  if (depth === 0) return undefined;
  const [first, ...names] = dottedParts(node) ?? [];
  if (first === undefined) return attributeOfCall(project, { module, node }, depth);
  const target = module.imports.resolve(node)?.target;
  if (target === undefined) return attributes(project, localValue(module, node, first), names, depth);
  const found = project.define(target);
  if (found?.name === undefined) return undefined;
  const own = found.node.type === 'assignment' ? one(namedIn(found.module.tree.root, found.name)) : found.node;
  return attributes(project, own && { module: found.module, node: own }, found.rest, depth);
}

/** `get_settings().prefix`: what is asked of an object where it is made. */
function attributeOfCall(project: Project, { module, node }: Value, depth: number): Value | undefined {
  const object = node.type === 'attribute' ? childOf(node, 'object') : undefined;
  const name = childOf(node, 'attribute')?.text;
  return object && name ? attributeOf(project, { module, node: object }, name, depth - 1) : undefined;
}

/** Everything that a name of its own module is given: in the innermost scope that assigns it. */
export function assignedTo(module: Module, at: PythonNode, name: string): readonly PythonNode[] {
  for (const scope of scopeChain(at)) {
    const given = namedIn(scope, name);
    if (given.length > 0) return given;
  }
  const own = ownNames(module).get(name);
  return own === undefined || own.type === 'assignment' ? [] : [own];
}

function localValue(module: Module, at: PythonNode, name: string): Value | undefined {
  const node = one(assignedTo(module, at, name));
  return node && { module, node };
}

const named = new WeakMap<PythonNode, ReadonlyMap<string, readonly PythonNode[]>>();

/** What a scope assigns to a name. `app = wrap(app)` gives it nothing new. */
function namedIn(scope: PythonNode, name: string): readonly PythonNode[] {
  let known = named.get(scope);
  if (known === undefined) {
    const found = new Map<string, PythonNode[]>();
    for (const each of assignments(scope)) {
      if (scopeOf(each.node) !== scope || usesVariable(each.value, each.name)) continue;
      found.set(each.name, [...(found.get(each.name) ?? []), each.value]);
    }
    named.set(scope, found);
    known = found;
  }
  return known.get(name) ?? [];
}

/** Whether a variable is used in an expression. */
function usesVariable(node: PythonNode, name: string): boolean {
  return [...walk(node)].some((each) => each.text === name && isVariable(each));
}

/** One thing, however often it is given. `Settings()` and, where that fails, `Settings(SECRET="test")` are objects of one class. */
function one([first, ...others]: readonly PythonNode[]): PythonNode | undefined {
  const made = first?.type === 'call' ? childOf(first, 'function')?.text : undefined;
  const isSame = (each: PythonNode): boolean =>
    each.text === first?.text || (made !== undefined && isObjectOf(each, made));
  return others.every(isSame) ? first : undefined;
}

const isObjectOf = (node: PythonNode, made: string): boolean =>
  /^[A-Z]\w*$/.test(made) && node.type === 'call' && childOf(node, 'function')?.text === made;

function attributes(
  project: Project,
  whole: Value | undefined,
  names: readonly string[],
  depth: number,
): Value | undefined {
  let at = whole;
  for (const name of names) at = at && attributeOf(project, at, name, depth - 1);
  return at;
}

/** The attribute of an expression's value: of a module, of a class or of an object that is made of one. */
export function attributeOf(
  project: Project,
  { module, node }: Value,
  name: string,
  depth: number = DEEPEST,
): Value | undefined {
  if (depth === 0) return undefined;
  const target = dottedParts(node) === undefined ? undefined : module.imports.resolve(node)?.target;
  const found = target === undefined ? undefined : project.define(`${target}.${name}`);
  if (found?.name !== undefined && found.rest.length === 0) {
    const given = found.node.type === 'assignment' ? childOf(found.node, 'right') : found.node;
    return given && { module: found.module, node: given };
  }
  const argument = node.type === 'call' ? argumentNamed(node, name) : undefined;
  if (argument !== undefined) return { module, node: argument };
  // The text of a member of an enum is its value.
  if (node.type === 'string' && name === 'value') return { module, node };
  const owner = classOf(project, { module, node }, depth);
  return owner && memberOf(project, owner, name, depth);
}

/** The class that an object is made of: of a call, of a function that gives one back, or the class itself. */
function classOf(project: Project, { module, node }: Value, depth: number): Value | undefined {
  if (depth === 0 || node.type === 'class_definition') return depth === 0 ? undefined : { module, node };
  if (node.type === 'function_definition') {
    const given = givenBackBy({ module, node });
    return given && classOf(project, given, depth - 1);
  }
  if (node.type === 'call') {
    const factory = argumentNamed(node, 'default_factory') ?? childOf(node, 'function');
    return factory && classOf(project, { module, node: factory }, depth - 1);
  }
  const value = givenTo(project, { module, node }, depth - 1);
  return value && classOf(project, value, depth - 1);
}

/** What a class gives a name, itself or by one that it is derived from. */
function memberOf(project: Project, { module, node }: Value, name: string, depth: number): Value | undefined {
  const own = namedIn(node, name)[0] ?? attributeSet(node, name);
  if (own !== undefined) return { module, node: own };
  const type = annotationOf(node, name);
  const made = type && depth > 0 ? classOf(project, { module, node: type }, depth - 1) : undefined;
  if (made !== undefined) return made;
  for (const base of childOf(node, 'superclasses')?.named ?? []) {
    const above = depth === 0 ? undefined : classOf(project, { module, node: base }, depth - 1);
    const found = above && memberOf(project, above, name, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `Database` of `db: Database`, which the environment fills in. */
function annotationOf(owner: PythonNode, name: string): PythonNode | undefined {
  const fields = (childOf(owner, 'body')?.named ?? []).flatMap(({ named }) => named[0] ?? []);
  const field = fields.find((each) => each.type === 'assignment' && childOf(each, 'left')?.text === name);
  return field && childOf(field, 'type')?.named[0];
}

/** `self.name = …` in a class. */
export function attributeSet(owner: PythonNode, name: string): PythonNode | undefined {
  for (const node of walk(owner)) {
    if (node.type === 'assignment' && childOf(node, 'left')?.text === `self.${name}`) return childOf(node, 'right');
  }
  return undefined;
}

/** The expression that a function gives back; nothing where it gives back one of several. */
export function givenBackBy({ module, node }: Value): Value | undefined {
  const given = [...walk(node)].flatMap((each) =>
    each.type === 'return_statement' && scopeOf(each) === node ? (each.named[0] ?? []) : [],
  );
  const value = one(given);
  return value && { module, node: value };
}

/** What a call is given under a name. */
export function argumentNamed(call: PythonNode, name: string): PythonNode | undefined {
  return calls(call)[0]?.keywords.get(name);
}

/** What a literal holds under a key: a string for a dictionary, a number for a tuple. */
export function entryOf({ module, node }: Value, key: string): Value | undefined {
  const isKey = (text: string | undefined): boolean => text?.replaceAll("'", '"') === key.replaceAll("'", '"');
  if (node.type === 'dictionary') {
    const pair = node.named.find((each) => each.type === 'pair' && isKey(childOf(each, 'key')?.text));
    const value = pair && childOf(pair, 'value');
    return value && { module, node: value };
  }
  const entry = node.type === 'tuple' || node.type === 'list' ? node.named[Number(key)] : undefined;
  return entry && { module, node: entry };
}
