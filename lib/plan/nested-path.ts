/** Paths below a record of the package's main model: `/invoices/{invoice_id}/lines` for `--under=invoices.Invoice`. */
import { mappedTables } from '../framework/mapped-models.js';
import { pascalCase, singular } from '../naming/names.js';
import { withArticle } from '../naming/phrase.js';
import { classOfModel } from '../package/class-names.js';
import type { HostFiles } from '../project/files.js';
import type { Project } from '../project/project.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { type Field, isReference, type RefTarget } from '../request/fields.js';
import { fieldOfScope, scopeOption } from '../request/scopes.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import { modelThere } from './model-there.js';
import { ownerAbove } from './parent-path.js';
import type { ModelDraft } from './request.js';

type Package = {
  readonly name: string;
  /** The dotted name of its models. */
  readonly models: string;
  /** Its main model, where the run makes the package. */
  readonly first: string | undefined;
  /** Whether the run makes it. */
  readonly isNew: boolean;
  readonly files: HostFiles;
  readonly host: Host;
  readonly learned: Style;
  /** The classes of its models that are there. */
  readonly classes: ReadonlySet<string>;
  readonly code: Project;
  readonly conventions: Style;
  readonly paths: ReadonlyMap<string, string>;
};

export type Nested = { readonly models: readonly ModelDraft[]; readonly refusals: readonly Refusal[] };

export function nestedPaths(pkg: Package, asked: readonly ModelDraft[]): Nested {
  const beside = besideApart(pkg);
  const refusals: Refusal[] = beside === undefined ? [] : [beside];
  const models = asked.map((draft) => {
    const field = fieldOfScope(draft.spec, 'parent');
    const to = field !== undefined && isReference(field.type) ? field.type.to : undefined;
    if (field === undefined || to === undefined) return draft;
    const problem = placeProblem(pkg, draft, field, to) ?? ownerProblem(pkg, asked, draft, field, to);
    if (problem !== undefined) refusals.push(problem);
    // The package's own paths are below those of the other one.
    return isApart(pkg, draft) ? draft : { ...draft, path: `/{${field.name}}${draft.path}` };
  });
  return { models, refusals };
}

/** The paths of a package that is there are below a record of another one, which a further model would not look for. */
function besideApart(pkg: Package): Refusal | undefined {
  const { name, isNew, conventions } = pkg;
  if (isNew) return undefined;
  const main = modelThere({ ...pkg, model: classOfModel(conventions, pascalCase(singular(name))) });
  const field = isRefusal(main) || !main.isFirst ? undefined : fieldOfScope(main.spec, 'parent');
  if (field === undefined) return undefined;
  const reason = `The paths of ${name} are below a record of another package, and a further model does not look for that.`;
  return { id: 'under-several', status: 2, reason, hint: 'Ask for it in a package of its own.' };
}

/** Whether it is the main model of a new package, whose paths are all below a record of another one. */
const isApart = ({ isNew }: Package, { path }: ModelDraft): boolean => isNew && path === '';

function placeProblem(pkg: Package, draft: ModelDraft, field: Field, to: RefTarget): Refusal | undefined {
  const { name, models, first, classes, conventions } = pkg;
  const { spec, path } = draft;
  if (isApart(pkg, draft)) return undefined;
  const refused = (id: string, reason: string, hint: string): Refusal => ({
    id,
    status: 2,
    reason: `${scopeOption(field)}: ${reason}`,
    hint,
  });
  if (to.module !== models || path === '') {
    const home = to.module === models ? name : (to.module.split('.').at(-2) ?? name);
    const reason = `paths below ${withArticle(to.name)} are those of its own package, and ${name} has its own.`;
    const option = scopeOption(field);
    const hint = `Add the model there: yo backend-package:model ${home} ${spec.name} … Or make it a package: yo backend-package ${spec.collection} … ${option}`;
    return refused('under-elsewhere', reason, hint);
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
  draft: ModelDraft,
  field: Field,
  to: RefTarget,
): Refusal | undefined {
  const { spec } = draft;
  const { name } = to;
  const there = modelThere({ ...pkg, model: name });
  const above = asked.find((each) => each.spec.name === name)?.spec ?? (isRefusal(there) ? undefined : there.spec);
  const isOfCaller =
    above === undefined || isApart(pkg, draft) ? isOwnedElsewhere(pkg, to) : fieldOfScope(above, 'owner') !== undefined;
  if (!isOfCaller || fieldOfScope(spec, 'owner') !== undefined) return undefined;
  return {
    id: 'under-owned',
    status: 2,
    reason: `${scopeOption(field)}: each ${name} belongs to who calls, and what is below one would be anybody's.`,
    hint: 'Add --owner with the model of the callers, as in --owner=users.User.',
  };
}

/** Whether the records of a model of another package belong to callers. */
function isOwnedElsewhere({ code, files, host, learned }: Package, { name, module }: RefTarget): boolean {
  const found = mappedTables(code).find(({ table }) => table.name === name && table.module.module === module);
  return found !== undefined && ownerAbove({ files, learned, host: { ...host, code } }, found) !== undefined;
}
