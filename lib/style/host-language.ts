/** The language in which a host answers where its blueprint says nothing of a record: English, or what most of its answers are in. */
import type { Module } from '../project/module.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import { type Language, languageOf } from './languages.js';

type Said = { readonly text: string; readonly module: Module; readonly line: number };

/** The language, with a line that shows it; nothing where it is English or nothing shows it. */
export function hostLanguage(host: HostReading): { readonly language: Language; readonly at: string } | undefined {
  const own = (host.blueprint?.all ?? []).flatMap(saidIn);
  const all = own.length > 0 ? own : answersOf(host);
  const spoken = all.flatMap((each) => {
    const language = languageOf(each.text);
    return language === undefined ? [] : [{ language, ...each }];
  });
  const [first] = spoken;
  if (first === undefined || spoken.length * 2 <= all.length) return undefined;
  const count = (name: string): number => spoken.filter(({ language }) => language.name === name).length;
  const most = spoken.reduce((best, each) => (count(each.language.name) > count(best.language.name) ? each : best));
  return { language: most.language, at: host.at(most.module, most.line) };
}

function answersOf({ host, modules }: HostReading): readonly Said[] {
  const paths = modules.mentioning(host.root, 'HTTPException').slice(0, 30);
  return paths.flatMap((path) => modules.at(path) ?? []).flatMap(saidIn);
}

/** What a module says to clients: the sentences of what it raises, and of answers with a message. */
function saidIn(module: Module): readonly Said[] {
  return [...walk(module.tree.root)].flatMap((node) => {
    const said = saidBy(node);
    return said.flatMap(({ text, line }) => (/\s/.test(text) ? [{ text, module, line }] : []));
  });
}

function saidBy(node: PythonNode): readonly PythonNode[] {
  if (node.type === 'raise_statement') return [...walk(node)].filter(({ type }) => type === 'string');
  if (
    node.type !== 'pair' ||
    !/^["'](?:message|msg|detail|mensaje|mensagem)["']$/.test(childOf(node, 'key')?.text ?? '')
  )
    return [];
  const value = childOf(node, 'value');
  return value?.type === 'string' ? [value] : [];
}
