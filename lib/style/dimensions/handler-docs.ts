/** What the handlers say of themselves: docstrings and their form, and what their decorators say in words. */
import type { Operation } from '../../framework/operations.js';
import { hasNoun, type Nouns, namePattern, nounsOf } from '../../naming/name-pattern.js';
import { isEnglish, phrasePattern } from '../../naming/phrase.js';
import type { Dimension } from '../dimension.js';
import { type Docstring, docstringOf } from '../docstrings.js';
import { type HandlerShape, handlerShapes } from '../handler-shapes.js';
import { mainModel } from '../main-model.js';

/** What a decorator says in sentences, and what it calls a path operation. */
export type SaidKeyword = 'summary' | 'description' | 'response_description' | 'name' | 'operation_id';

const SAID: Readonly<Record<SaidKeyword, (text: string, nouns: Nouns) => string | undefined>> = {
  summary: phrasePattern,
  description: phrasePattern,
  response_description: phrasePattern,
  name: calledPattern,
  operation_id: calledPattern,
};

const KEYWORDS = Object.keys(SAID) as readonly SaidKeyword[];

type Texts = { readonly [each in SaidKeyword | 'docstring']?: string };

export type HandlerDocs = {
  /** Nothing where there are none. */
  readonly docstrings: Docstring['form'] | undefined;
  /** What most of its decorators say. */
  readonly keywords: readonly SaidKeyword[];
  /** The texts, with `{one}` and `{many}`, each where the blueprint has one that another package can say. */
  readonly texts: Readonly<Partial<Record<Operation, Texts>>>;
};

export const handlerDocs: Dimension<HandlerDocs> = {
  id: 'handler-docs',
  default: { docstrings: undefined, keywords: [], texts: {} },
  learn(host) {
    const shapes = [...handlerShapes(host).values()];
    const [first] = shapes;
    if (first === undefined) return undefined;
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    const strings = shapes.flatMap((shape) => docstringOf(shape.handler.node) ?? []);
    const isMost = (some: readonly unknown[]): boolean => some.length * 2 > shapes.length;
    const keywords = KEYWORDS.filter((word) => isMost(shapes.filter((shape) => textOf(shape, word) !== undefined)));
    const texts = shapes.map((shape) => {
      const string = docstringOf(shape.handler.node)?.text;
      const said = KEYWORDS.map((word) => [word, SAID[word](textOf(shape, word) ?? '', nouns)] as const);
      const all = [['docstring', string && phrasePattern(string, nouns)] as const, ...said];
      return [shape.operation, Object.fromEntries(all.filter(([, pattern]) => pattern))] as const;
    });
    const shown =
      shapes.find((shape) => docstringOf(shape.handler.node) ?? keywords.some((word) => textOf(shape, word))) ?? first;
    return {
      value: {
        docstrings: isMost(strings) ? strings[0]?.form : undefined,
        keywords,
        texts: isMost(strings) || keywords.length > 0 ? Object.fromEntries(texts) : {},
      },
      at: host.at(shown.handler.module, shown.handler.node.line),
    };
  },
};

/** `{many}:create-{one}`; nothing for what is called after something else. */
function calledPattern(text: string, nouns: Nouns): string | undefined {
  const pattern = namePattern(text, nouns);
  return hasNoun(pattern) && isEnglish(pattern) ? pattern : undefined;
}

function textOf({ handler }: HandlerShape, keyword: SaidKeyword): string | undefined {
  return /^(["'])([^"'\\]*)\1$/.exec(handler.keywords.get(keyword)?.text ?? '')?.[2];
}
