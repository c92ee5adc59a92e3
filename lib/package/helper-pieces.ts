/** What a package has once and its models use, by what it is called: for files that people wrote without it. */

import type { Style } from '../style/style-values.js';
import { maxIntegerLine } from './bounds.js';
import { context, type PackageNames } from './context.js';
import { guardAliases } from './guard-aliases.js';
import { sessionName } from './parameters.js';
import { commit } from './pieces/crud.js';
import { ownSession } from './pieces/deps.js';
import { type Piece, piece } from './pieces.js';
import type { Part } from './print/code.js';

/** A file of the package, with what comes into it and into all files. */
type Asked = {
  readonly file: string;
  readonly module: string;
  readonly text: string;
  readonly own: readonly Piece[];
  readonly all: readonly Piece[];
};

/** What the pieces of a file require, or those of others import from it, and it does not define. */
export function neededPieces(
  { file, module, text, own, all }: Asked,
  pkg: PackageNames,
  style: Style,
): readonly Piece[] {
  const given = context(pkg, file, style);
  const { sessionForm: form } = style;
  const line = maxIntegerLine(given);
  const known: readonly (readonly [name: string, code: Part])[] = [
    [line?.split(' ')[0] ?? '', line],
    [form.kind === 'own' ? sessionName(form) : '', ownSession(given)],
    ...guardAliases(given),
    ['commit', file === 'crud.py' ? commit(given) : undefined],
  ];
  const imported = all.flatMap(({ imports }) => imports.filter((each) => each.module === module));
  const wanted = new Set([...own.flatMap(({ requires }) => requires), ...imported.map(({ name }) => name)]);
  return known.flatMap(([name, code]) => {
    const isThere = new RegExp(`^(?:(?:async )?def )?${name}\\b`, 'm').test(text);
    return code === undefined || !wanted.has(name) || isThere ? [] : [piece(`${file}:${name}`, given, 'helper', code)];
  });
}
