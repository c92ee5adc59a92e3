/** Printing in which no parameter or variable of the text hides a name that it imports. */
import { type Part, print } from './code.js';
import { type ImportedName, Names } from './names.js';

type Printed = { readonly text: string; readonly names: Names };

/** A model called `Select` has a variable `select`: the function of that name is imported under another one. */
export function printUnhidden(
  code: Part,
  shadowed: ReadonlySet<string>,
  spellings: readonly ImportedName[],
  module: string | undefined,
): Printed {
  const printed = (hidden: ReadonlySet<string>): Printed => {
    const names = new Names(hidden, spellings, module);
    return { text: print(code, names), names };
  };
  const first = printed(shadowed);
  const hidden = first.names.imports.map(({ local }) => local).filter((local) => isBoundIn(first.text, local));
  return hidden.length === 0 ? first : printed(new Set([...shadowed, ...hidden]));
}

function isBoundIn(printed: string, name: string): boolean {
  // "Data access layer for invoices" binds nothing.
  const text = printed.replace(/"""[\s\S]*?"""/g, '');
  return new RegExp(`^ *${name}(?:: [^=\\n]+)? = |\\bdef .*[(,] ?${name}: |\\b(?:for|as) ${name}\\b`, 'm').test(text);
}
