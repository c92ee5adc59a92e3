/** By layer: how the module of one layer names what is in another, where it does not import the names themselves. */
import type { Role } from '../../backend/features.js';
import type { Module } from '../../project/module.js';
import type { Project } from '../../project/project.js';
import { isWithin } from '../../python/imports.js';
import type { ByLayer, LayerPart } from '../../wiring/by-layer.js';
import type { Dimension } from '../dimension.js';

/**
 * The module itself (`from app.crud import user as crud_user`), or the package that gathers the names of its layer
 * (`from app import crud`); `local` is what it is called.
 */
export type LayerImport = {
  readonly from: Role;
  readonly of: Role;
  readonly kind: 'module' | 'package';
  readonly local: string;
};

export const layerImports: Dimension<readonly LayerImport[]> = {
  id: 'layer-imports',
  default: [],
  learn({ blueprint, modules, at }) {
    if (blueprint?.layout !== 'layers') return undefined;
    const { parts } = blueprint.byLayer;
    const found = parts.flatMap(({ role, file }) => {
      const module = modules.at(file.path);
      return module === undefined ? [] : importsOf(module, role, blueprint.byLayer, modules);
    });
    const [first] = found;
    return {
      value: found.map(({ line: _, module: __, ...each }) => each),
      ...(first === undefined ? {} : { at: at(first.module, first.line) }),
    };
  },
};

type Found = LayerImport & { readonly module: Module; readonly line: number };

function importsOf(module: Module, from: Role, { parts }: ByLayer, modules: Project): readonly Found[] {
  return module.imports.bindings.flatMap(({ path, name: local, typeOnly, form, statement }): readonly Found[] => {
    // `import app.models` binds `app`, and what is written is the whole name.
    if (typeOnly || (form.kind === 'import' && form.alias === undefined && path.includes('.'))) return [];
    const others = parts.filter(({ file }) => file.path !== module.path);
    const found = (of: Role, kind: LayerImport['kind']): Found => ({
      from,
      of,
      kind,
      local,
      module,
      line: statement.line,
    });
    const itself = others.find(({ file }) => file.module === path);
    if (itself !== undefined) return [found(itself.role, 'module')];
    const gathered = others.find((part) => isPackageOf(part, path) && leadsThrough(module, local, part, modules));
    return gathered === undefined ? [] : [found(gathered.role, 'package')];
  });
}

const isPackageOf = ({ file, isShared }: LayerPart, path: string): boolean =>
  !isShared && file.module.slice(0, file.module.lastIndexOf('.')) === path;

/** Whether the module uses a name of the part as an attribute of its package. */
function leadsThrough(module: Module, local: string, { file }: LayerPart, modules: Project): boolean {
  return modules.references(module).some(({ node, target }) => {
    if (!node.text.startsWith(`${local}.`)) return false;
    const definition = modules.define(target);
    return definition?.module.path === file.path && !isWithin(target, file.module);
  });
}
