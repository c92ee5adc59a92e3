/** What the blueprint's modules say of themselves, above everything else in them. */
import { ROLES, type Role } from '../../backend/features.js';
import { nounsOf } from '../../naming/name-pattern.js';
import type { Dimension } from '../dimension.js';
import { classDocOf, type Docstring, docstringOf, endedLike } from '../docstrings.js';
import { mainModel } from '../main-model.js';

export type ModuleDocs = Readonly<Partial<Record<Role, Docstring>>>;

/** What a module of any feature has, where the blueprint's says more of itself than another one can. */
const PLAIN: Readonly<Record<Role, string>> = {
  api: '{One} endpoints',
  models: '{One} model',
  schemas: '{One} schemas',
  crud: 'CRUD operations for {many}',
  services: '{One} service',
  deps: '{One} dependencies',
  exceptions: '{One} exceptions',
};

export const moduleDocs: Dimension<ModuleDocs> = {
  id: 'module-docs',
  default: {},
  learn(host) {
    const { blueprint } = host;
    const all = (blueprint?.all ?? []).filter(({ path }) => !path.endsWith('__init__.py'));
    const shown = all.filter(({ tree }) => docstringOf(tree.root) !== undefined);
    const [first] = shown;
    if (first === undefined || shown.length * 2 <= all.length) return undefined;
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    const said = new Map(
      ROLES.flatMap((role): readonly (readonly [Role, Docstring])[] => {
        const own = role === 'api' ? blueprint?.routers : blueprint?.of(role);
        const [doc] = own?.flatMap(({ tree }) => classDocOf(tree.root, nouns) ?? []) ?? [];
        return doc === undefined ? [] : [[role, doc]];
      }),
    );
    // Where none is understood they may be in another language.
    const [like] = said.values();
    const docs = ROLES.flatMap((role) => {
      const plain = like && { ...like, text: endedLike(PLAIN[role], like.text) };
      const doc = said.get(role) ?? plain;
      return doc === undefined ? [] : [[role, doc]];
    });
    return { value: Object.fromEntries(docs), at: host.at(first, 1) };
  },
};
