/** Whether the host's own modules are imported by a root or relatively, and whether that root is the one it starts from. */
import { startCommands } from '../../backend/started-apps.js';
import type { Module } from '../../project/module.js';
import { findRequirement } from '../../project/requirements.js';
import type { ImportBinding } from '../../python/imports.js';
import { isStandardLibrary } from '../../python/standard-library.js';
import type { Refusal, RefusalPlace } from '../../refusal.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';

export type ImportStyle = 'absolute' | 'relative';

export const imports: Dimension<ImportStyle> = {
  id: 'imports',
  default: 'absolute',
  learn(host) {
    const { blueprint, at } = host;
    const all = (blueprint?.all ?? []).flatMap((module) =>
      module.imports.bindings.map((binding) => ({ module, binding })),
    );
    const outside = all.filter(({ binding: { path } }) => blueprint && !blueprint.has(path));
    const relative = outside.find(({ binding }) => binding.form.module.startsWith('.'));
    const absolute = outside.find(
      ({ binding: { path, form } }) =>
        !form.module.startsWith('.') && isOfHost(host, [path.split('.')[0], form.module, path]),
    );
    const shown = absolute ?? relative;
    const bare = bareIn(host, all);
    if (bare !== undefined) return twoRoots(bare);
    const twin = twinIn(host, outside);
    if (twin !== undefined && (absolute === undefined || twin.isOfBlueprint)) return twoRoots(twin.place);
    const value = absolute === undefined && relative !== undefined ? 'relative' : 'absolute';
    const started = value === 'relative' ? otherRoot(host) : undefined;
    if (started !== undefined) {
      return {
        id: 'imports-root',
        status: 3,
        at: { path: started.path },
        reason: `The application is started as ${started.module}, and a package would be imported from ${host.host.appName?.module ?? ''} on.`,
        hint: 'Name the folder that Python imports from with --backend FOLDER.',
      };
    }
    return { value, ...(shown === undefined ? {} : { at: at(shown.module, shown.binding.statement.line) }) };
  },
};

/** Whether one of the names is a module of the host; its root has no file where it is a folder without `__init__`. */
const isOfHost = ({ modules }: HostReading, names: readonly (string | undefined)[]): boolean =>
  names.some((name) => name !== undefined && name !== '' && modules.fileOf(name) !== undefined);

type Imported = { readonly module: Module; readonly binding: ImportBinding };

function twoRoots(at: RefusalPlace): Refusal {
  return {
    id: 'imports-two-roots',
    status: 3,
    at,
    reason: 'The host imports its modules from two roots; a package would know only one of them.',
  };
}

/** An import that leaves out the root which other modules name: `from users.models …` beside `from src.database …`. */
function bareIn(host: HostReading, all: readonly Imported[]): RefusalPlace | undefined {
  const { modules, place } = host;
  const { importRoot } = host.host;
  if (importRoot === '') return undefined;
  const found = all.find(({ binding: { form, nested, typeOnly } }) => {
    const [top = ''] = form.module.split('.');
    if (top === '' || nested || typeOnly || modules.fileOf(top) !== undefined) return false;
    if (modules.fileOf(form.module) !== undefined || isOfLibrary(host, top)) return false;
    const own = `${importRoot}.${form.module}`;
    // `from redis import Redis` where the host's own module of that name has none.
    const isThere = form.kind === 'import' || modules.define(`${own}.${form.name}`) !== undefined;
    return isThere && modules.fileOf(own) !== undefined;
  });
  return found && place(found.module, found.binding.statement.line);
}

/** A module of Python's own or of what the backend asks for, whatever modules of the host are called like it. */
function isOfLibrary({ files, host }: HostReading, top: string): boolean {
  const wanted = { name: top.replaceAll('_', '-').toLowerCase(), broughtBy: {} };
  return isStandardLibrary(top) || findRequirement(files, host.project, wanted).isListed;
}

/** An import that is tried from two roots: `from app.database …`, and `from backend.app.database …` where that fails. */
function twinIn(
  { host, modules }: HostReading,
  own: readonly Imported[],
): { readonly place: RefusalPlace; readonly isOfBlueprint: boolean } | undefined {
  const isTwin = ({ module, binding }: Imported): boolean =>
    module.imports.bindings.some(
      (other) =>
        other !== binding &&
        other.name === binding.name &&
        other.path.endsWith(`.${binding.path}`) &&
        // `import datetime` beside `from datetime import datetime`.
        !other.path.startsWith(`${binding.path}.`),
    );
  const around = [host.app, ...host.routers].flatMap(({ path }) => modules.at(path) ?? []);
  const others = around.flatMap((module) => module.imports.bindings.map((binding) => ({ module, binding })));
  const found = own.find(isTwin) ?? others.find(isTwin);
  if (found === undefined) return undefined;
  return {
    place: { path: found.module.path, line: found.binding.statement.line },
    isOfBlueprint: own.includes(found),
  };
}

/** A longer dotted name under which the application is started. */
function otherRoot({ files, host, top }: HostReading): { readonly module: string; readonly path: string } | undefined {
  const name = host.appName;
  if (name === undefined) return undefined;
  const started = startCommands(files, [host.app.path], top).flatMap((each) =>
    each.started.kind === 'import' ? [{ module: each.started.module, path: each.by.path }] : [],
  );
  if (started.some(({ module }) => module === name.module)) return undefined;
  return started.find(({ module }) => module.endsWith(`.${name.module}`));
}
