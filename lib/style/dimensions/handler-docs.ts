/** What the handlers say of themselves: docstrings and their form, and the summary in the decorator. */
import type { Operation } from '../../framework/handlers.js';
import { nounsOf } from '../../naming/name-pattern.js';
import { phrasePattern } from '../../naming/phrase.js';
import { childOf, type PythonNode } from '../../python/syntax.js';
import type { Dimension } from '../dimension.js';
import { type HandlerShape, handlerShapes } from '../handler-shapes.js';
import { mainModel } from '../main-model.js';

export type HandlerDocs = {
  /** `line` is `"""Text."""`, `block` has the text on lines of its own; nothing where there are none. */
  readonly docstrings: 'line' | 'block' | undefined;
  readonly summaries: boolean;
  /** The texts, with `{one}` and `{many}`, each where the blueprint has one that another package can say. */
  readonly texts: Readonly<Partial<Record<Operation, { readonly docstring?: string; readonly summary?: string }>>>;
};

export const handlerDocs: Dimension<HandlerDocs> = {
  id: 'handler-docs',
  default: { docstrings: undefined, summaries: false, texts: {} },
  learn(host) {
    const shapes = [...handlerShapes(host).values()];
    const [first] = shapes;
    if (first === undefined) return undefined;
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    const told = shapes.map((shape) => ({ shape, docstring: docstringOf(shape), summary: summaryOf(shape) }));
    const strings = told.filter(({ docstring }) => docstring !== undefined);
    const summaries = told.filter(({ summary }) => summary !== undefined);
    const isMost = (some: readonly unknown[]): boolean => some.length * 2 > shapes.length;
    const texts = told.map(({ shape, docstring, summary }) => {
      const said = docstring && phrasePattern(docstring.text, nouns);
      const short = summary && phrasePattern(summary, nouns);
      return [shape.operation, { ...(said && { docstring: said }), ...(short && { summary: short }) }] as const;
    });
    const shown = (strings[0] ?? summaries[0])?.shape ?? first;
    return {
      value: {
        docstrings: isMost(strings) ? strings[0]?.docstring?.form : undefined,
        summaries: isMost(summaries),
        texts: isMost(strings) || isMost(summaries) ? Object.fromEntries(texts) : {},
      },
      at: host.at(shown.handler.module, shown.handler.node.line),
    };
  },
};

/** The first paragraph: what follows is about the blueprint's own parameters. */
function docstringOf({
  handler,
}: HandlerShape): { readonly text: string; readonly form: 'line' | 'block' } | undefined {
  const statement = childOf(handler.node, 'body')?.named.find(({ type }) => type !== 'comment');
  const node: PythonNode | undefined = statement?.named[0];
  const [, , inside] = node?.type === 'string' ? (/^[rR]?("""|'''|"|')([\s\S]*)\1$/.exec(node.text) ?? []) : [];
  if (inside === undefined) return undefined;
  const text = inside.trim().split(/\n\s*\n/)[0] ?? '';
  const form = /^\s*\n/.test(inside) ? 'block' : 'line';
  return { text: text.replace(/\s*\n\s*/g, ' '), form };
}

function summaryOf({ handler }: HandlerShape): string | undefined {
  return /^(["'])([^"'\\]*)\1$/.exec(handler.keywords.get('summary')?.text ?? '')?.[2];
}
