/** Paths below a record of the package's main model: `/invoices/{invoice_id}/lines` for `--under=invoices.Invoice`. */
import { pascalCase, singular } from '../naming/names.js';
import { withArticle } from '../naming/phrase.js';
import { classOfModel } from '../package/class-names.js';
import type { Project } from '../project/project.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { type Field, isReference, type RefTarget } from '../request/fields.js';
import { fieldOfScope, scopeOption } from '../request/scopes.js';
import type { Style } from '../style/style-values.js';
import { modelThere } from './model-there.js';
import type { ModelDraft } from './request.js';

type Package = {
  readonly name: string;
  /** The dotted name of its models. */
  readonly models: string;
  /** Its main model, where the run makes the package. */
  readonly first: string | undefined;
  /** The classes of its models that are there. */
  readonly classes: ReadonlySet<string>;
  readonly code: Project;
  readonly conventions: Style;
  readonly paths: ReadonlyMap<string, string>;
};

export type Nested = { readonly models: readonly ModelDraft[]; readonly refusals: readonly Refusal[] };

export function nestedPaths(pkg: Package, asked: readonly ModelDraft[]): Nested {
  const refusals: Refusal[] = [];
  const models = asked.map((draft) => {
    const field = fieldOfScope(draft.spec, 'parent');
    const to = field !== undefined && isReference(field.type) ? field.type.to : undefined;
    if (field === undefined || to === undefined) return draft;
    const problem = placeProblem(pkg, draft, field, to) ?? ownerProblem(pkg, asked, draft, field, to);
    if (problem !== undefined) refusals.push(problem);
    return { ...draft, path: `/{${field.name}}${draft.path}` };
  });
  return { models, refusals };
}

function placeProblem(
  { name, models, first, classes, conventions }: Package,
  { spec, path }: ModelDraft,
  field: Field,
  to: RefTarget,
): Refusal | undefined {
  const refused = (id: string, reason: string, hint: string): Refusal => ({
    id,
    status: 2,
    reason: `${scopeOption(field)}: ${reason}`,
    hint,
  });
  if (to.module !== models || path === '') {
    const home = to.module === models ? name : (to.module.split('.').at(-2) ?? name);
    const reason = `paths below ${withArticle(to.name)} are those of its own package, and ${name} has its own.`;
    return refused('under-elsewhere', reason, `Add the model there: yo backend-package:model ${home} ${spec.name} …`);
  }
  const called = classOfModel(conventions, pascalCase(singular(name)));
  const main = first ?? (classes.has(called) || classes.size !== 1 ? called : [...classes][0]);
  if (to.name === main) return undefined;
  const reason = `${to.name} is not the main model of ${name}, and its own paths may be anywhere below the package's.`;
  return refused('under-further', reason, `Name ${main}, or leave --under out.`);
}

/** Where the records above belong to callers, so have those below. */
function ownerProblem(
  pkg: Package,
  asked: readonly ModelDraft[],
  { spec }: ModelDraft,
  field: Field,
  { name }: RefTarget,
): Refusal | undefined {
  const there = modelThere({ ...pkg, model: name });
  const above = asked.find((each) => each.spec.name === name)?.spec ?? (isRefusal(there) ? undefined : there.spec);
  if (above === undefined || fieldOfScope(above, 'owner') === undefined || fieldOfScope(spec, 'owner') !== undefined)
    return undefined;
  return {
    id: 'under-owned',
    status: 2,
    reason: `${scopeOption(field)}: each ${name} belongs to who calls, and what is below one would be anybody's.`,
    hint: 'Add --owner with the model of the callers, as in --owner=users.User.',
  };
}
