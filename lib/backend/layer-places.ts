/** What the names of a file and of the folders around it say: of which layer it is, and of which feature. */
import { basename, dirname, relative, sep } from 'node:path';
import { tablesIn } from '../framework/tables.js';
import { singular, snakeCase } from '../naming/inflect.js';
import { isInside } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { isLayer, isWhole, type Role, roleOf, rolesIn } from './features.js';

/** What a file says it is: of a layer, and of one feature or (without a name) of all. */
export type Place = {
  readonly role: Role;
  readonly name: string | undefined;
  /** Whether only the folder around it says the name: `services/user/service.py`. It may say something else. */
  readonly isByFolder?: true;
};

/** Folders of an onion of layers: what is in them is of the layer that the file's own name says (`infrastructure/db/models.py`). */
const RINGS = /^(?:infrastructure|application|domain|presentation|interfaces|entrypoints|business)$/;

/** Names in a folder of routers that are of no feature. */
export const GATHERING: RegExp = /^(?:main|index|base|common|utils?|helpers?|urls?|register|v\d+)$/;

/** Words of roles that are things of a business, too: `post_views.py` beside `posts.py`, `restaurant_table.py`. */
const THINGS: ReadonlySet<string> = new Set(
  'view views table tables domain application business managers web'.split(' '),
);

/** What the names of a file and of the folders around it say; the folder of the application's file `app` is of no feature. */
export function placeIn(project: Project, app: string, path: string): Place | undefined {
  const words = relative(project.root, path)
    .replace(/(?:^|\/)__init__\.py$|\.py$/, '')
    .split(sep);
  const stem = words.at(-1) ?? '';
  const layer = words.slice(0, -1).findLast(isLayer);
  const around = layer === undefined ? undefined : roleOf(layer);
  const own = roleOf(stem);
  const feature = layer === words.at(-2) ? undefined : featureAround(project, app, path);
  const isBelow =
    feature !== undefined ||
    around === undefined ||
    RINGS.test(layer ?? '') ||
    (own === 'schemas' && stem !== 'schema');
  if (isLayer(stem) && own !== undefined && (isBelow || around === own || own === 'deps')) {
    // `services/user/service.py`, and `users/service.py` beside `api/users.py`
    const isIn = layer === undefined ? words.length > 1 : around === own && layer === words.at(-3);
    const isByFolder = feature === undefined && isIn && !isInside(dirname(path), app);
    return isByFolder ? { role: own, name: nameOf(words.at(-2) ?? ''), isByFolder } : { role: own, name: feature };
  }
  const bare = own === undefined || isLayer(stem) ? undefined : withoutRole(stem, own);
  // `service_request.py` among the models is no service.
  const isThing = around !== undefined && bare !== undefined && isOfBusiness(project, path, bare, around === own);
  const isSaid = bare !== undefined && !isThing && (stem.startsWith(bare) || around === undefined || around === own);
  const isException = own === 'exceptions' || around === 'exceptions';
  if (isException && isGeneral(bare ?? stem)) return { role: 'exceptions', name: undefined };
  if (own === 'models' && bare !== undefined && isOfAll(project, path, bare)) return { role: own, name: undefined };
  if (isSaid && own !== undefined && around !== 'schemas') return { role: own, name: nameOf(bare) };
  if (around === undefined) return undefined;
  return { role: around, name: nameOf(isSaid ? bare : stem) };
}

/** What a file with the models of all features is called after: `db_models.py`, `models/base_models.py`. */
const OF_ALL = /^(?:all|app|base|common|core|data|database|db|main|orm|sa|shared|sql|sqlalchemy)$/;

function isOfAll(project: Project, path: string, bare: string): boolean {
  const module = OF_ALL.test(bare) ? project.at(path) : undefined;
  return module !== undefined && tablesIn(module).length > 1;
}

/** Whether the last word of a file among those of a layer is a part of its noun: no role of the layer's own, or one that `posts.py` beside it has without. */
function isOfBusiness({ files }: Project, path: string, bare: string, isLayers: boolean): boolean {
  const stem = basename(path, '.py');
  if (!stem.startsWith(`${bare}_`) || !THINGS.has(stem.slice(bare.length + 1))) return false;
  const beside = files.list(dirname(path)).filter((name) => name.endsWith('.py'));
  return !isLayers || beside.some((name) => nameOf(name.slice(0, -3)) === nameOf(bare));
}

/** The feature that a folder with a router is called after: `users/router.py` beside `models/user.py`. */
function featureAround({ files, root }: Project, app: string, path: string): string | undefined {
  const folder = dirname(path);
  const isHost = folder === root || isInside(folder, app) || isWhole(basename(folder));
  const isFeature = !isHost && rolesIn(files, folder).has('api');
  return isFeature ? nameOf(basename(folder)) : undefined;
}

/** `app_exceptions.py` and `custom_exceptions.py` are no feature's. */
const isGeneral = (stem: string): boolean =>
  isWhole(stem) || GATHERING.test(stem) || /^(?:custom|domain|http)$/.test(stem);

const nameOf = (stem: string): string => singular(snakeCase(stem));

/** `user` of `user_service` and of `crud_user`; nothing for a name that is nothing else. */
function withoutRole(stem: string, role: Role): string | undefined {
  const words = stem.split('_').filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const bare = roleOf(last) === role ? words.slice(0, -1) : words.slice(1);
  return bare.length === 0 ? undefined : bare.join('_');
}
