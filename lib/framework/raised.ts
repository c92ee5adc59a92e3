/** What a function raises, with the status that it is answered with. */

import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { calleesIn } from './callees.js';
import { ancestorsOf, classOf, type HostFunction, methodsIn } from './host-classes.js';
import { parameterName } from './parameter-dependencies.js';

export type Raised = {
  readonly module: Module;
  readonly statement: PythonNode;
  readonly status: number | undefined;
  /** The call that makes the exception; nothing for `raise UserNotFound`. */
  readonly call: Call | undefined;
  /** The class of the host; nothing for FastAPI's own `HTTPException`. */
  readonly type: Definition | undefined;
};

/** What a function raises by `raise …`, in the order of the text; what a helper returns for it is read there. */
export function raisedIn(scope: HostFunction, project: Project): readonly Raised[] {
  return [...walk(scope.node)].flatMap((statement) => {
    if (statement.type !== 'raise_statement') return [];
    const [value] = statement.named;
    if (value === undefined) return [];
    return read(scope, statement, value, project) ?? [];
  });
}

function read(scope: HostFunction, statement: PythonNode, value: PythonNode, project: Project): Raised | undefined {
  const { module } = scope;
  const call = value.type === 'call' ? calls(value).find(({ node }) => node === value) : undefined;
  const named = call?.callee ?? value;
  if (isHttpException(module, named)) return { module, statement, status: statusIn(call), call, type: undefined };
  const target = targetOf(module, named);
  const definition = target === undefined ? undefined : project.define(target);
  const kept = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  // `UserNotFound = HTTPException(404)`, that is raised as it is
  if (definition !== undefined && kept?.type === 'call' && call === undefined) {
    return read({ ...scope, module: definition.module }, statement, kept, project);
  }
  if (definition?.node.type === 'class_definition') {
    return { module, statement, status: statusOfRaised(definition, call, project), call, type: definition };
  }
  // `raise user_not_found()`, `raise self._taken() from error`
  const helper =
    call && calleesIn({ ...scope, node: scope.node }, project).find((each) => each.call.node === call.node);
  const made = helper && calls(helper.target.node).find((each) => isHttpException(helper.target.module, each.callee));
  if (helper === undefined || made === undefined) return undefined;
  return {
    module: helper.target.module,
    statement,
    status: statusIn(made),
    call: made,
    type: undefined,
  };
}

export function isHttpException(module: Module, node: PythonNode): boolean {
  const target = module.imports.resolve(node)?.target ?? '';
  return /^(?:fastapi|starlette)\..*HTTPException$/.test(target);
}

function statusIn(call: Call | undefined): number | undefined {
  const given = call?.keywords.get('status_code') ?? call?.positional[0];
  return given === undefined ? undefined : statusNumber(given.text);
}

const WORDS: Readonly<Record<string, number>> = { BAD_REQUEST: 400, NOT_FOUND: 404, CONFLICT: 409 };

/** `404`, `status.HTTP_404_NOT_FOUND`, `HTTPStatus.NOT_FOUND` */
export function statusNumber(text: string): number | undefined {
  const digits = /^(\d{3})$/.exec(text)?.[1] ?? /HTTP_(\d{3})/.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  return WORDS[/HTTPStatus\.(\w+)/.exec(text)?.[1] ?? ''];
}

/** The status of an exception of the host: what it is made with, `AppError("User not found", 404)`, or what its class has. */
export function statusOfRaised(type: Definition, call: Call | undefined, project: Project): number | undefined {
  const own = classOf({ ...type, rest: [], via: [] });
  const classes = own === undefined ? [] : [own, ...ancestorsOf(own, project)];
  const init = classes.map((each) => methodsIn(each).get('__init__')).find((each) => each !== undefined);
  const [, ...parameters] = init === undefined ? [] : parametersOf(init);
  const all = parameters.map((node, index) => ({ node, index, name: parameterName(node) }));
  const named = all.filter(({ name }) => /^(?:status_code|status|http_status|http_code|code)$/.test(name));
  const numberIn = (nodes: readonly (PythonNode | undefined)[]): number | undefined =>
    nodes.map((node) => node && statusNumber(node.text)).find((each) => each !== undefined);
  const given = numberIn(named.map(({ name, index }) => call?.keywords.get(name) ?? call?.positional[index]));
  const otherwise = numberIn(named.map(({ node }) => childOf(node, 'value')));
  const isOwn = own !== undefined && methodsIn(own).has('__init__');
  return given ?? (isOwn ? otherwise : undefined) ?? statusOfClass(type, project) ?? otherwise;
}

/** The status that an exception class has, by an attribute or by what it gives to `HTTPException`. */
export function statusOfClass({ module, node }: Definition, project: Project, depth = 0): number | undefined {
  if (depth > 5) return undefined;
  for (const each of walk(node)) {
    const isAttribute =
      each.type === 'assignment' &&
      /^(?:self\.)?(?:status_code|status|http_status|code)$/.test(childOf(each, 'left')?.text ?? '');
    const value = isAttribute ? childOf(each, 'right') : undefined;
    const status = value && statusNumber(value.text);
    if (status !== undefined) return status;
  }
  for (const { callee, positional, keywords } of calls(node)) {
    if (!/__init__$/.test(callee.text)) continue;
    const given = keywords.get('status_code') ?? keywords.get('status');
    // `super().__init__(message, status.HTTP_404_NOT_FOUND)`
    const all = given === undefined ? positional : [given];
    const status = all.map(({ text }) => statusNumber(text)).find((each) => each !== undefined);
    if (status !== undefined) return status;
  }
  for (const base of childOf(node, 'superclasses')?.named ?? []) {
    const target = targetOf(module, base);
    const definition = target === undefined ? undefined : project.define(target);
    const status =
      definition?.node.type === 'class_definition' ? statusOfClass(definition, project, depth + 1) : undefined;
    if (status !== undefined) return status;
  }
  return undefined;
}

/** Whether code answers 401 or 403. */
export function deniesIn({ text }: PythonNode): boolean {
  return /\bHTTP_40[13](?!\d)|\b(?:status_code\s*=\s*|HTTPException\(\s*|HTTPStatus\.)(?:40[13]\b|UNAUTHORIZED|FORBIDDEN)/.test(
    text,
  );
}

const DENIAL = /Unauthori[sz]ed|Unauthenticated|NotAuthenticated|Forbidden|PermissionDenied|AccessDenied/;

/** What exceptions are called besides that say it; a text may have such words for something else. */
const DENYING =
  /(?:Authori[sz]ation|Authentication|Permissions?|Privileges?|AccessRights?)(?:Error|Exception|Failed|Failure|Required)$|(?:Insufficient|Missing|Not?Enough|No|Lacks?)(?:Permission|Privilege|Right|Role|Scope)s?(?:Error|Exception)?$|(?:Admin|Role|Login)Required(?:Error|Exception)?$|NotAuthori[sz]ed|NotPermitted/;

/** Whether a statement raises what says by its status or by its name that a caller may not. */
export function raisesDenial(statement: PythonNode): boolean {
  if (statement.type !== 'raise_statement') return false;
  const [, raised = ''] = /^raise\s+(?:\w+\.)*(\w+)/.exec(statement.text) ?? [];
  return deniesIn(statement) || DENIAL.test(statement.text) || DENYING.test(raised);
}
