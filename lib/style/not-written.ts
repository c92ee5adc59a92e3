/** Values of the style that are learned and not written yet: a row goes when lib/package writes it. */

import type { Role } from '../backend/features.js';
import type { Refusal } from '../refusal.js';
import { mayRunAlchemy1, readsAnnotated, readsReturnTypes } from './dimensions/versions.js';
import type { Style } from './style-values.js';

type Row = {
  readonly id: string;
  readonly key: string;
  readonly isNeeded: (style: Style) => boolean;
  readonly what: string | ((style: Style) => string);
};

/** The roles that a package is written with: the layers are those of the blueprint. */
function rolesWritten({ layers }: Style): readonly Role[] {
  const between = layers.kind === 'standard' ? (['crud', 'services'] as const) : layers.chain.map(({ role }) => role);
  return ['api', 'models', 'schemas', ...between];
}

/** By layer: what a package would need and the blueprint shows no place for. */
function rolesMissing(style: Style): readonly Role[] {
  const { layout } = style;
  return layout.kind === 'layers' ? rolesWritten(style).filter((role) => !layout.roles.includes(role)) : [];
}

const ROWS: readonly Row[] = [
  {
    id: 'layers-missing',
    key: 'layout',
    isNeeded: (style) => rolesMissing(style).length > 0,
    what: (style) =>
      style.layers.kind === 'standard' && style.evidence['layers'] === undefined
        ? 'No handler of the blueprint shows how a record is stored: none calls a layer or a session for that'
        : `The blueprint has no ${rolesMissing(style).join(' and no ')} in a place that a new package could follow`,
  },
  {
    id: 'key-uuid',
    key: 'key',
    isNeeded: ({ key, versions }) => (key.kind === 'uuid' || key.kind === 'uuid7') && mayRunAlchemy1(versions),
    what: 'The keys are UUIDs, for which SQLAlchemy has no type before version 2 that every database knows',
  },
  {
    id: 'schema-unwritten',
    key: 'schema',
    isNeeded: ({ schema }) => schema !== undefined,
    what: ({ schema }) => `The tables are in the schema ${schema}, which the tests of a package do not make`,
  },
  {
    id: 'versions-sqlalchemy',
    key: 'versions',
    isNeeded: ({ orm, versions, evidence }) =>
      orm === 'mapped' && evidence['orm'] === undefined && mayRunAlchemy1(versions),
    what: 'The backend may run on SQLAlchemy 1.4, and no model shows how its columns are written',
  },
  {
    id: 'versions-fastapi',
    key: 'versions',
    isNeeded: ({ depends, sessionForm, versions }) =>
      !readsAnnotated(versions) &&
      (depends === 'annotated' ||
        sessionForm.kind === 'annotated' ||
        (sessionForm.kind === 'own' && sessionForm.plain !== 'default')),
    what: 'FastAPI reads no Annotated before 0.95, and no handler shows how dependencies are written without it',
  },
  {
    id: 'versions-fastapi',
    key: 'versions',
    isNeeded: ({ responseTypes: { isModel, annotation, isConverted }, versions }) =>
      !readsReturnTypes(versions) && !isModel && annotation === 'schema' && !isConverted,
    what: 'FastAPI answers by what a handler returns from 0.89 on, and the blueprint has no response_model',
  },
  {
    id: 'security-decorator',
    key: 'security',
    isNeeded: ({ security, sessionKind }) =>
      sessionKind === 'async' &&
      Object.values(security.checks)
        .flat()
        .some((check) => check.kind === 'decorator' && check.around === 'function'),
    what: 'A decorator that guards handlers calls functions, and the handlers of an asynchronous session are coroutines',
  },
];

/** The first value of a style that no package can be written in yet. */
export function notWritten(style: Style): Refusal | undefined {
  const row = ROWS.find(({ isNeeded }) => isNeeded(style));
  if (row === undefined) return undefined;
  const at = style.evidence[row.key];
  return {
    id: row.id,
    status: 3,
    reason: `${typeof row.what === 'string' ? row.what : row.what(style)}${at === undefined ? '' : ` (${at})`}. This version does not write that.`,
  };
}
