import { formatted } from './file-format.js';
import { addModels } from './models.js';
import { BLUEPRINT, below, type Draft, SINGULAR, type World, worldOf } from './package-draft.js';
import { Random } from './random.js';
import { addRouters } from './routers.js';

/** A host file that was made up, and how to run it. */
export type Host = {
  readonly seed: number;
  readonly source: string;
  readonly kinds: readonly ('models' | 'router')[];
  readonly module: string;
  readonly isPackage: boolean;
  readonly importRoot: string;
  readonly world: World;
  readonly drive: readonly string[];
  /** Whether the blueprint is the last one that is registered. */
  readonly isLast: boolean;
  readonly shapes: readonly string[];
};

const ROOTS = ['app', 'app', 'app', 'backend.app', 'src', ''] as const;

export function makeHost(seed: number): Host {
  const random = new Random(seed);
  const importRoot = random.pick(ROOTS);
  const kinds = random.pick([['router'], ['router'], ['models'], ['models', 'router']] as const);
  const file = random.pick(['main', 'main', 'api.v1.endpoints', 'api', 'db.base']);
  const isPackage = random.chance(0.15);
  const others = Object.keys(SINGULAR).filter((name) => ![BLUEPRINT, 'invoices', 'payments'].includes(name));
  const siblings = random.shuffled(others).slice(0, random.below(4));
  const isLast = siblings.length === 0 || random.chance(0.5);
  const at = isLast ? siblings.length : random.below(siblings.length);
  const role = random.pick(['api', 'api', 'router', 'routes', 'endpoints']);
  const object = random.pick(['router', 'router', 'router', 'api_router']);
  const draft: Draft = {
    random,
    module: below(importRoot, file) + (isPackage ? '.__init__' : ''),
    importRoot,
    packages: siblings.toSpliced(at, 0, BLUEPRINT),
    role,
    object,
    top: [],
    imports: [],
    body: [],
    drive: [],
    world: worldOf(importRoot, role, object, role !== object && random.chance(0.1)),
    shapes: [],
  };
  addTop(draft);
  for (const kind of kinds) {
    if (kind === 'models') addModels(draft);
    else addRouters(draft);
  }
  const lines = [...draft.top, ...common(draft), ...draft.imports, '', ...draft.body, ...tail(draft)];
  const { source, shapes } = formatted(random, lines);
  return {
    seed,
    source,
    kinds,
    module: below(importRoot, file),
    isPackage,
    importRoot,
    world: draft.world,
    drive: draft.drive,
    isLast,
    shapes: [...draft.shapes, ...shapes, ...(isPackage ? ['__init__'] : []), `root ${importRoot}`],
  };
}

function addTop({ random, top, shapes }: Draft): void {
  if (random.chance(0.05)) top.push('# -*- coding: utf-8 -*-');
  if (random.chance(0.05)) top.push('# © the users of this backend – 🐍');
  if (random.chance(0.2))
    top.push(random.pick(['"""The application.\n\nfrom app.invoices import api\n"""', "'users'"]));
  if (!random.chance(0.15)) return;
  shapes.push('__future__');
  top.push('from __future__ import annotations', ...random.pick([[''], []]));
}

function common({ random, importRoot }: Draft): string[] {
  const lines = [
    'from contextlib import asynccontextmanager',
    random.pick([
      'from fastapi import APIRouter, Depends, FastAPI',
      'from fastapi import (\n    APIRouter,\n    Depends,\n    FastAPI,\n)',
    ]),
    ...random.pick([[''], []]),
    `from ${below(importRoot, 'core.auth')} import get_current_user, require_admin`,
    `from ${below(importRoot, 'core.config')} import settings`,
    `from ${below(importRoot, 'core.db')} import engine`,
  ];
  if (random.chance(0.1))
    lines.push('from typing import TYPE_CHECKING', 'if TYPE_CHECKING:', '    from app.users import schemas');
  if (random.chance(0.1)) lines.push('# from app.invoices import api as invoices_api, models as invoices_models');
  return lines;
}

function tail({ random }: Draft): string[] {
  return random.pick([
    [],
    [],
    ['', '', 'def about_users():', '    """About users."""', '    return "users"'],
    ['', 'if __name__ == "__main__":', '    print("invoices")'],
    ['', '# The end of users.'],
    ['', 'SAMPLE = {', '    "users": [1, 2],', '}'],
  ]);
}
