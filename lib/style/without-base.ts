/** What to say of a host without a blueprint whose base or session is not where the written standard has it. */

import { type Role, rolesIn } from '../backend/features.js';
import { declarativeIn, importsFrom } from '../framework/base-and-session.js';
import { sessionFunctionIn } from '../framework/session-dependency.js';
import type { Module } from '../project/module.js';
import { settingsFolders } from '../project/settings.js';
import type { HostReading } from './host-reading.js';

const LAYERS: readonly Role[] = ['models', 'schemas', 'crud', 'services', 'api'];

/** The folders and modules beside each other that are called after a layer: `models/`, `schemas.py`. */
export function layersOf({ files, host }: HostReading): readonly string[] {
  // The file of the application may be in a folder beside the layers.
  for (const folder of settingsFolders(host.packages, host.root)) {
    const roles = rolesIn(files, folder);
    const stems = LAYERS.flatMap((role) => roles.get(role)?.[0] ?? []);
    if (stems.length > 1) return stems.map((stem) => (files.list(folder).includes(stem) ? `${stem}/` : `${stem}.py`));
  }
  return [];
}

type WhereItIs = {
  readonly text: string;
  readonly hint: { readonly hint?: string };
  readonly hasBase: boolean;
};

/** Where the host has its base and its session, in words, and the lines that pin them. */
export function whereItIs({ host, modules, at }: HostReading): WhereItIs {
  const found = (words: readonly string[], look: (module: Module) => string | undefined): readonly Found[] => {
    const paths = [...new Set(words.flatMap((word) => modules.mentioning(host.root, word)))];
    return paths.flatMap((path) => {
      const module = modules.at(path);
      const name = module && look(module);
      const line = name === undefined ? undefined : modules.define(`${module?.module}.${name}`)?.node.line;
      return module === undefined || name === undefined ? [] : [{ module, name, line: line ?? 1 }];
    });
  };
  const bases = found(['DeclarativeBase', 'declarative_base'], (module) => declarativeIn(module, modules));
  const sessions = found(['yield', 'Session'], sessionFunctionIn);
  const said = [
    ...bases.slice(0, 3).map((each) => `its base ${each.name} is in ${at(each.module, each.line)}`),
    ...sessions
      .slice(0, 3)
      .map(
        (each) =>
          `its ${isAsync(each) ? 'asynchronous session' : 'session'} comes from ${each.name} in ${at(each.module, each.line)}`,
      ),
  ];
  const text = said.length === 0 ? '' : ` Seen: ${said.join(', ')}.`;
  const [base] = bases;
  const [session] = sessions;
  const hasBase = base !== undefined;
  if (base === undefined || session === undefined) return { text, hint: {}, hasBase };
  const pins = [
    '[tool.backend-package]',
    `base = "${base.module.module}:${base.name}"`,
    `session = "${session.module.module}:${session.name}"`,
  ];
  const lines = pins.map((line) => `    ${line}`).join('\n');
  return {
    text,
    hasBase,
    hint: { hint: `To have a package for each feature all the same, say so in pyproject.toml:\n${lines}` },
  };
}

const isAsync = ({ module }: Found): boolean => importsFrom(module, 'sqlalchemy.ext.asyncio') !== undefined;

type Found = { readonly module: Module; readonly name: string; readonly line: number };
