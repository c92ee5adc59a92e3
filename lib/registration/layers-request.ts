/** How a request reads a backend by layer: what its layers call the blueprint, and what they will call the new feature. */
import { tablesIn } from '../framework/tables.js';
import { isNamedAfter, modelNoun } from '../naming/model-class.js';
import type { Project } from '../project/project.js';
import type { ByLayer } from '../wiring/by-layer.js';
import type { Host } from '../wiring/host.js';
import type { LayerName } from '../wiring/layer-names.js';
import { counterpartName, layerCounterpart, ownParts } from './names.js';
import type { RegistrationRequest } from './request.js';

/** What the new feature is called. */
type Named = Pick<
  RegistrationRequest,
  'package' | 'singular' | 'slug' | 'modelName' | 'modelNoun' | 'blueprintModel' | 'provides'
>;

/** How a backend by layer is read: by the names of its parts, and by the model that is alone in its file. */
export function layersRequest(
  host: Host,
  byLayer: ByLayer,
  pkg: Named,
  code: Project,
): Pick<RegistrationRequest, 'layers' | 'blueprintModel'> {
  const models = byLayer.parts.flatMap(({ role, file, isShared }) => {
    const module = role === 'models' ? code.at(file.path) : undefined;
    const tables = module === undefined ? [] : tablesIn(module);
    return isShared ? tables.filter(({ name }) => isCalledAfter(name, host.blueprint)) : tables;
  });
  const [only] = models.length === 1 ? models : [];
  const named = only && { blueprintModel: only.name };
  return { layers: layerNames(host, byLayer, { ...pkg, ...named }), ...named };
}

/** Whether a model is the blueprint's by its name. */
function isCalledAfter(name: string, blueprint: string | undefined): boolean {
  return blueprint !== undefined && isNamedAfter(modelNoun(name), blueprint);
}

/** What the host has of its blueprint in each layer, and what the same is for the new feature. */
function layerNames(host: Host, { parts, gathering }: ByLayer, pkg: Named): readonly LayerName[] {
  const { importRoot, blueprint = '' } = host;
  const asked = { ...pkg, importRoot, blueprint };
  const modules = parts
    .filter(({ isShared }) => !isShared)
    .map(({ role, file }, index, all): LayerName => {
      const before = all.slice(0, index).filter((each) => each.role === role).length;
      const inside = before === 0 ? role : `${role}_${before + 1}`;
      return { from: file.module, to: layerCounterpart(file.module, asked), inside, ours: inside };
    });
  const reExported = gathering.flatMap(({ file, names }) =>
    names.flatMap(({ name, path }): readonly LayerName[] => {
      const owner = modules.find(({ from }) => path.startsWith(`${from}.`));
      if (owner === undefined) return [];
      const inside = [owner.inside, ...path.slice(owner.from.length + 1).split('.')];
      const ours = ownParts(inside, asked);
      const to = name === inside.at(-1) ? (ours.at(-1) ?? name) : counterpartName(name, asked);
      return [
        { from: `${file.module}.${name}`, to: `${file.module}.${to}`, inside: inside.join('.'), ours: ours.join('.') },
      ];
    }),
  );
  return [...modules, ...reExported];
}

/** The names with those under which a module passes routers on, as its own edit says. */
export function withReExported(
  names: readonly LayerName[],
  reExported: readonly { readonly from: string; readonly to: string }[],
): readonly LayerName[] {
  return names.map((name) => ({ ...name, to: reExported.find(({ from }) => from === name.from)?.to ?? name.to }));
}
