/** The style of the blueprint with the names of a new package. */
import { nounOfClass } from '../naming/model-class.js';
import { fromPattern, namePattern, nounsOf } from '../naming/name-pattern.js';
import { pascalCase, singular, snakeCase } from '../naming/names.js';
import { classOfModel } from '../package/class-names.js';
import { counterpartName } from '../registration/names.js';
import type { NewPackage } from '../registration/register.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';

type Names = { readonly name: string; readonly slug: string; readonly model: string | undefined };

/**
 * The blueprint's conventions with the new package's names: `user_router` becomes `invoice_router`. Of what its
 * `__init__` makes known only what the new package has is kept.
 */
export function styleFor(learned: Style, host: Host, { name, model }: Names): Style {
  const { importRoot, blueprint } = host;
  if (blueprint === undefined) return learned;
  const asked = {
    importRoot,
    blueprint,
    package: name,
    singular: singular(name),
    ...namesOfModel(learned, model),
    ...(learned.modelNames === '{}' ? {} : { blueprintModel: classOfModel(learned, pascalCase(singular(blueprint))) }),
  };
  const noun = model === undefined ? singular(name) : nounOfClass(learned.modelNames, model);
  const own = (dotted: string): string =>
    dotted
      .split('.')
      .map((part) => counterpartName(part, asked))
      .join('.');
  const modules = Object.fromEntries(Object.entries(learned.modules).map(([role, module]) => [role, own(module)]));
  // `from app.services import organization as org_service`
  const short = (local: string): string =>
    fromPattern(namePattern(local, nounsOf(undefined, blueprint)), asked.singular, name);
  const { folder, file } = learned.tests;
  const conventions = {
    ...learned,
    modules: modules as Style['modules'],
    router: own(learned.router),
    layerImports: learned.layerImports.map((each) => ({ ...each, local: short(own(each.local)) })),
    key: namedKey({ ...learned.key, name: own(learned.key.name) }, learned.key, snakeCase(noun)),
    tests: { ...learned.tests, folder: folder && own(folder), file: file?.split('/').map(own).join('/') },
  };
  const has = new Set([...Object.values(modules), ...definitions(conventions, model)]);
  const exports = learned.exports.map((each) => ({ name: own(each.name), target: own(each.target) }));
  return { ...conventions, exports: exports.filter(({ target }) => has.has(target)) };
}

/** The key of a model where keys are called after models, as `user_id` is: `invoice_id`. */
function namedKey(key: Style['key'], { name, of }: Style['key'], snake: string): Style['key'] {
  return of === undefined ? key : { ...key, name: snake + name.slice(of.length), of: snake };
}

/** The style with the key of a model that is not the package's main one. */
export function keyOfModel(style: Style, spec: Pick<ModelSpec, 'snake'> | undefined): Style {
  return spec === undefined ? style : { ...style, key: namedKey(style.key, style.key, spec.snake) };
}

function definitions({ layout, modules, router, base }: Style, model: string | undefined): readonly string[] {
  // By layer a registration knows the parts of a feature by what they are for.
  const [api, models] = layout.kind === 'layers' ? ['api', 'models'] : [modules.api, modules.models];
  return [`${api}.${router}`, `${models}.${base.name}`, ...(model === undefined ? [] : [`${models}.${model}`])];
}

function namesOfModel({ modelNames }: Style, model: string | undefined): { modelName?: string; modelNoun?: string } {
  return model === undefined ? {} : { modelName: model, modelNoun: nounOfClass(modelNames, model) };
}

/** The package as the registration sees it: what can be imported of it, and whether its paths begin with its name. */
export function newPackage(
  { name, slug, model, tag }: Names & { readonly tag?: string | undefined },
  own: Style,
): NewPackage {
  return {
    package: name,
    singular: singular(name),
    slug,
    ...(tag === undefined ? {} : { tag }),
    ...namesOfModel(own, model),
    ownPrefix: own.prefix !== 'include',
    provides: [...definitions(own, model), ...own.exports.map((each) => each.name)],
  };
}
