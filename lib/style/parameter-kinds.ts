/** What the parameters of a layer's operation are for: the session, a key, a record, what was sent, the bounds of a list. */
import { targetOf } from '../framework/base-and-session.js';
import type { HostFunction } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { isTable } from '../framework/tables.js';
import { isUnitParameter } from '../framework/units-of-work.js';
import type { Nouns } from '../naming/name-pattern.js';
import { type Call, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import type { DataForm, LayerParameter, OperationName } from './layers.js';
import { mainModel } from './main-model.js';
import { unitOfWork } from './units-of-work.js';

type Kind = LayerParameter['kind'];

/** The name of a parameter for a key: `user_id`. */
export const KEY: RegExp = /(?:^|_)(?:id|pk|uuid|key)$/;
const RECORD = /^(?:obj|record|instance|entity|item|row|db_\w+|existing_\w+)$/;
/** What a client sent, or what is looked for. */
const SENT = /^(?:data|values|payload|fields|kwargs|filters?)$|_(?:data|dict|in)$|^filter_/;
const SOUGHT = /^(?:filters?(?:_by)?|where|criteria|conditions?)$/;
const SESSION = /(?:^|_)(?:db|session|database)$/i;
/** Who calls is of the model's class where the blueprint is about people. */
const CALLER =
  /^(?:actor|caller|requester|performer|principal|viewer|me)$|^(?:current|acting|auth|authenticated|logged_in|requesting)_/;

/** The parameters that a call gives values to, in their places. */
export function calledParameters({ node }: Pick<HostFunction, 'node'>): readonly PythonNode[] {
  return parametersOf(node).filter((each) => !/^(?:self|cls)$/.test(each.text));
}

/** Whether a call gives a parameter who calls, whatever it is called there: `get_by_id(db, user_id, user=current_user)`. */
export function isGivenCaller(call: Call | undefined, name: string, place: number): boolean {
  return isCaller(argumentOf(call, name, place));
}

/** Whether a call gives a parameter one value of several that were sent: `update(db, user_id, data.name)`. */
export function isGivenPart(call: Call | undefined, name: string, place: number): boolean {
  return argumentOf(call, name, place)?.type === 'attribute';
}

function argumentOf(call: Call | undefined, name: string, place: number): PythonNode | undefined {
  return call?.keywords.get(name) ?? call?.positional[place];
}

/** Whether a call gives who calls to what it calls. */
export function tellsCaller({ positional, keywords }: Call): boolean {
  return [...positional, ...keywords.values()].some(isCaller);
}

/** `current_user`, and its key: `current_user.id`, `current_user["id"]`. */
function isCaller(value: PythonNode | undefined): boolean {
  const of =
    value?.type === 'attribute' ? childOf(value, 'object') : value?.type === 'subscript' ? value.named[0] : value;
  return of?.type === 'identifier' && isCallerName(of.text);
}

/** Whether a name is one that says who calls: `current_user`. */
export function isCallerName(name: string): boolean {
  return CALLER.test(name);
}

/** What a parameter of an operation is for; nothing where a new package has no use for it. */
export function kindOf(
  host: HostReading,
  operation: OperationName,
  scope: HostFunction,
  parameter: PythonNode,
  nouns: Nouns,
): Kind | undefined {
  const name = parameterName(parameter);
  const annotation = childOf(parameter, 'type');
  const type = annotation?.text ?? '';
  if (/Session\b/.test(type) || (annotation === undefined && SESSION.test(name))) return 'session';
  if (isUnitParameter(parameter) && unitOfWork(host) !== undefined) return 'session';
  // `*where` takes conditions, and no record.
  if (name === 'self' || name === 'cls' || /^\*\w/.test(parameter.text)) return undefined;
  // `find_one(**filter_by)` is given a key by its name.
  if (/^\*\*/.test(parameter.text) && (operation === 'get' || operation === 'delete')) return undefined;
  if (name === 'schema_to_select') return 'schema';
  if (operation === 'list') {
    if (name === 'sort_columns') return 'order';
    if (/^(?:skip|offset|start|page_offset)$/.test(name)) return 'skip';
    if (/^page(?:_?(?:number|num|no))?$/.test(name) && !/\bstr\b/.test(type)) return 'page';
    return /^(?:limit|size|count|page_size|per_page|take)$/.test(name) ? 'limit' : undefined;
  }
  const isModel = annotation !== undefined && namesModel(host, scope, annotation);
  if (isModel && CALLER.test(name)) return undefined;
  if (operation !== 'create' && isModel) return 'record';
  if (
    (operation === 'update' || operation === 'delete') &&
    /^(?:Any|object|_?T)?$/.test(type) &&
    isRecordName(name, nouns)
  )
    return 'record';
  const isSimple = /^(?:int|str|(?:uuid\.)?UUID4?|UUID|Any|[A-Z]\w*(?:Id|ID))\b/.test(type);
  const isKey = KEY.test(name) || (isSimple && nouns.one.includes(name));
  if (operation !== 'create' && (isKey || (operation !== 'update' && isSimple)))
    return isKey || operation === 'get' ? 'key' : undefined;
  if (operation === 'get') return undefined;
  // `update(filter_by, **values)`: which records, and not what they become.
  if (operation === 'update' && SOUGHT.test(name)) return undefined;
  if (operation === 'delete') return annotation === undefined && !SENT.test(name) ? 'record' : undefined;
  if (parameter.type === 'dictionary_splat_pattern' || /^\*\*/.test(parameter.text)) return 'data';
  if (annotation === undefined) return 'data';
  return isModel || isData(host, scope, annotation) ? 'data' : undefined;
}

const isRecordName = (name: string, { one }: Nouns): boolean => RECORD.test(name) || one.includes(name);

/** Whether an annotation is a class of the host, or a dict: what was sent. */
function isData({ modules }: HostReading, { module }: HostFunction, annotation: PythonNode): boolean {
  if (/\b[dD]ict\b|\bMapping\b|BaseModel\b/.test(annotation.text)) return true;
  return [...walk(annotation)].some((node) => {
    if (node.type !== 'identifier' && node.type !== 'attribute') return false;
    const target = targetOf(module, node);
    const definition = target === undefined ? undefined : modules.define(target);
    // A type variable of a generic base.
    const isClass = definition?.node.type === 'class_definition' && !isTable(definition) && !isEnum(definition.node);
    return isClass || /Schema|Create|Update/.test(node.text);
  });
}

/** Whether a class has the values of one field: `type: AccountType`. */
function isEnum(node: PythonNode): boolean {
  return /\b(?:Str|Int)?Enum\b/.test(childOf(node, 'superclasses')?.text ?? '');
}

function namesModel(host: HostReading, { module }: HostFunction, annotation: PythonNode): boolean {
  const model = mainModel(host);
  return [...walk(annotation)].some((node) => {
    // `User` of `User.Role` is not the model.
    if (node.field === 'object' || !/^(?:identifier|attribute)$/.test(node.type)) return false;
    const target = targetOf(module, node);
    const definition = target === undefined ? undefined : host.modules.define(target);
    return (
      (model !== undefined && definition?.node === model.node) || /^(?:ModelType|ModelT|TModel|Model)$/.test(node.text)
    );
  });
}

/** Whether a function takes what it is given for a dict: `insert(User).values(data)`, `User(**data)`, `data.items()`. */
function isDictIn({ text }: PythonNode, name: string): boolean {
  return new RegExp(`\\*\\*${name}\\b|\\.values\\(\\s*${name}\\s*\\)|\\b${name}\\.items\\(`).test(text);
}

/** In which form a parameter has what was sent. */
export function formOf(host: HostReading, scope: HostFunction, parameter: PythonNode): DataForm {
  if (parameter.type === 'dictionary_splat_pattern' || /^\*\*/.test(parameter.text)) return 'keywords';
  const annotation = childOf(parameter, 'type');
  if (annotation === undefined) return isDictIn(scope.node, parameterName(parameter)) ? 'dict' : 'schema';
  if (/\b[dD]ict\b|\bMapping\b/.test(annotation.text) && !/BaseModel|Schema|Update/.test(annotation.text))
    return 'dict';
  return namesModel(host, scope, annotation) ? 'record' : 'schema';
}
