/** Many records by the rows of a model of its own, which has more than both keys: what stays keeps its row. */
import type { LinkSource } from '../request/types/ref.js';
import type { Context } from './context.js';
import { modulePath } from './modules.js';
import { type Part, py, symbol } from './print/code.js';
import { abc } from './print/symbols.js';
import type { RelationshipWord } from './relationship-line.js';
import { listOf } from './spelling.js';
import type { Link } from './types/m2m.js';
import { keyPython } from './types/ref.js';

export type Through = Extract<LinkSource, { kind: 'model' }>;

/** The model that joins both, where the package does not write a class for it. */
export function throughOf({
  to,
}: {
  readonly to: { readonly link: { readonly from: LinkSource } };
}): Through | undefined {
  const { from } = to.link;
  return from.kind === 'model' ? from : undefined;
}

/** The model has relationships that set the column of this one. */
export function overlapWords(each: Link): readonly RelationshipWord[] {
  const names = throughOf(each)?.overlaps ?? [];
  return names.length === 0 ? [] : [['overlaps', `"${names.join(',')}"`]];
}

/** The keys of the others, read from the rows; a record of SQLModel takes none. */
export function keyAccess(context: Context, each: Link, rows: string): Part {
  const { field, to } = each;
  const { name, other } = to.link;
  const keys = listOf(context, keyPython(to.key));
  const shown = py`

    @property
    def ${field.name}(self) -> ${keys}:
        return [link.${other} for link in self.${rows}]
  `;
  const through = throughOf(each);
  if (through === undefined || context.conventions.orm === 'sqlmodel') return shown;
  const type = through.module === modulePath(context, 'models') ? name : symbol(through.module, name);
  return py`
    ${shown}

    @${field.name}.setter
    def ${field.name}(self, ${field.name}: ${abc.Iterable}[${keyPython(to.key)}]) -> None:
        ${keptRows(each, { rows, record: 'self', keys: field.name, type })}
  `;
}

type Given = { readonly rows: string; readonly record: Part; readonly keys: Part; readonly type: Part };

/** One of these keys that has a row keeps it, with all that the row says. */
export function keptRows({ to }: Link, { rows, record, keys, type }: Given): Part {
  const { other } = to.link;
  return py`
    ${rows} = {link.${other}: link for link in ${record}.${rows}}
    ${record}.${rows} = [${rows}.get(${other}) or ${type}(${other}=${other}) for ${other} in ${keys}]
  `;
}
