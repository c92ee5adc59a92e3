/** Whose the records of a model are: who calls, and whether that fits the model of the owners. */
import { membersOf } from '../framework/model-members.js';
import { withArticle } from '../naming/phrase.js';
import { namesOfGuard } from '../package/guards.js';
import { checkNobodyPasses } from '../package/passing-callers.js';
import type { HostFiles } from '../project/files.js';
import type { Project } from '../project/project.js';
import type { Refusal } from '../refusal.js';
import { isReference, type RefKey, type RefTarget } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { scopeFields, scopeOption } from '../request/scopes.js';
import { type Caller, otherCallers } from '../style/caller-of.js';
import { OPERATIONS } from '../style/operations.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import { ownerKey } from './owner-key.js';

/** The model with the references that a request says by itself, before what it has besides its own fields. */
export function withScopes(spec: ModelSpec): ModelSpec {
  const { scopes } = spec.settings;
  return scopes === undefined ? spec : { ...spec, fields: [...spec.fields, ...scopeFields(scopes)] };
}

type Owner = { readonly option: string; readonly to: RefTarget };

/** The style with who calls, where models have an owner; or why nobody is seen who could be one. */
export function withCaller(files: HostFiles, host: Host, learned: Style, specs: readonly ModelSpec[]): Style | Refusal {
  const [owner, ...others] = specs.flatMap(ownersOf);
  if (owner === undefined) return learned;
  const { option, to } = owner;
  const other = others.find((each) => each.to.module !== to.module || each.to.name !== to.name);
  if (other !== undefined) {
    const reason = `${option} and ${other.option}: the records of one package have owners of one model.`;
    return { id: 'owner-differs', status: 2, reason, hint: 'Add the other model in a package of its own.' };
  }
  const isOwned = specs.every((spec) => ownersOf(spec).length > 0);
  const style = isOwned ? withoutReduced(learned) : learned;
  const problem = inheritedCount(style, option);
  if (problem !== undefined) return problem;
  const own = style.caller === undefined ? [] : [style.caller];
  const fitting = (all: readonly Caller[]): Caller | undefined => firstFitting(files, host, all, to);
  const shown = fitting(own);
  const callers =
    shown !== undefined || own.some(({ isPinned }) => isPinned) ? own : [...own, ...otherCallers(files, host)];
  const found = shown ?? fitting(callers);
  if (found !== undefined) {
    const given = { ...style, caller: found, evidence: { ...style.evidence, caller: found.at } };
    return checkedCaller(given, option) ?? given;
  }
  const [first] = callers;
  const seen =
    first === undefined
      ? `no handler of the backend is given the current user, as in current_user: ${to.name} = Depends(get_current_user)`
      : misfit(host.code, first, to);
  return {
    id: first === undefined ? 'owner-caller' : 'owner-caller-type',
    status: 3,
    reason: `${option}: ${seen}.`,
    hint: `Say below [tool.backend-package] of pyproject.toml which dependency gives the ${to.name} that calls, and that it returns one: caller = "app.auth:get_current_user".`,
  };
}

/** What owners are let in beside is asked for where records are nobody's own. */
function withoutReduced(style: Style): Style {
  const { checks } = style.security;
  const kept = OPERATIONS.flatMap((operation) => {
    const own = (checks[operation] ?? []).filter(({ isReduced }) => isReduced !== true);
    return own.length === 0 ? [] : [[operation, own] as const];
  });
  return { ...style, security: { ...style.security, checks: Object.fromEntries(kept) } };
}

/** A class of the host counts the records of everybody. */
function inheritedCount({ envelope }: Style, option: string): Refusal | undefined {
  if (envelope.total?.counts.some((count) => count?.isInherited === true) !== true) return undefined;
  const reason = `${option}: the lists of this backend tell a total that a class of it counts, which would count the records of all owners.`;
  return {
    id: 'owner-inherited',
    status: 3,
    reason,
    hint: 'Write the package by hand, and register it with --register-only.',
  };
}

/** The first of several callers who fits, with what of it the key is where no type says that. */
function firstFitting(files: HostFiles, host: Host, all: readonly Caller[], to: RefTarget): Caller | undefined {
  for (const caller of all) {
    if (misfit(host.code, caller, to) === undefined) return caller;
    const key = ownerKey(files, host, caller, to);
    if (key !== undefined) return { ...caller, gives: { kind: 'with', key } };
  }
  return undefined;
}

/** What the handlers ask of a caller besides, where no user of the tests can have it. */
function checkedCaller(style: Style, option: string): Refusal | undefined {
  const { caller } = style;
  if (caller === undefined) return undefined;
  const { gives } = caller;
  const kind = gives?.kind === 'with' ? gives.key.kind : 'attribute';
  const check = checkNobodyPasses(style, namesOfGuard(style, caller), gives?.kind === 'key' ? undefined : kind);
  if (check === undefined) return undefined;
  return {
    id: 'owner-checks',
    status: 3,
    reason: `${option}: the blueprint's handlers check their callers in their own code, and no user of the tests is seen who passes: ${check.text} (${check.at})`,
    hint: 'Leave the owner out, or follow another package with --like PACKAGE.',
  };
}

function ownersOf({ fields }: ModelSpec): readonly Owner[] {
  return fields.flatMap((field) => {
    const { type, scope } = field;
    if (scope !== 'owner' || !isReference(type) || type.to === undefined) return [];
    return [{ option: scopeOption(field), to: type.to }];
  });
}

/** The model of a model's owners, for the plan. */
export function ownerIn(spec: ModelSpec): { readonly owner?: string } {
  const [owner] = ownersOf(spec);
  return owner === undefined ? {} : { owner: owner.to.name };
}

const PYTHON: Readonly<Record<RefKey['kind'], string>> = { int: 'int', bigint: 'int', uuid: 'UUID', str: 'str' };

/** Why what handlers are given cannot be taken for an owner. */
function misfit(code: Project, { text, at, gives, form, source }: Caller, to: RefTarget): string | undefined {
  const where = `${text} (${at})`;
  if (gives === undefined) return `${where} does not say what it returns`;
  if (gives.kind === 'key') {
    const isKey = gives.type === PYTHON[to.key.kind] && /user_?id|_id$/i.test(`${form.name} ${source?.name}`);
    return isKey
      ? undefined
      : `${where} gives ${gives.type}, which is not seen to be the key of ${withArticle(to.name)}`;
  }
  if (gives.kind === 'with') return undefined;
  if (gives.module === to.module && gives.name === to.name) return undefined;
  const definition = code.define(`${gives.module}.${gives.name}`);
  const members = definition === undefined ? [] : membersOf(definition, code);
  const isModel = members.some(({ column }) => column?.isPrimaryKey === true);
  const isUser = !isModel && members.some(({ name }) => name === to.key.name);
  const names =
    gives.name === to.name ? [`${gives.module}.${gives.name}`, `${to.module}.${to.name}`] : [gives.name, to.name];
  return isUser ? undefined : `${where} gives ${names[0]}, which is not ${names[1]} and has no ${to.key.name} of one`;
}
