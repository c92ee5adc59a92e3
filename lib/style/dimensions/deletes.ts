/** What a delete answers: nothing, the record that is gone, or a message. */

import { nounsOf } from '../../naming/name-pattern.js';
import { phrasePattern } from '../../naming/phrase.js';
import { type CopiedText, copiedText } from '../../project/copied-text.js';
import { childOf, type PythonNode, walk } from '../../python/syntax.js';
import type { Dimension } from '../dimension.js';
import { type HandlerShape, shapesOf } from '../handler-shapes.js';
import type { HostReading } from '../host-reading.js';
import { mainModel } from '../main-model.js';

export type Deletes = {
  readonly status: 200 | 204;
  /** Whether a handler says what it returns, as text where that is nothing of the host. */
  readonly annotation: string | undefined;
  readonly answer:
    | { readonly kind: 'nothing' }
    | { readonly kind: 'record' }
    /** `{"message": "{One} deleted"}` with what the decorator says of its type. */
    | { readonly kind: 'message'; readonly value: CopiedText; readonly model: CopiedText | undefined };
};

export const deletes: Dimension<Deletes> = {
  id: 'deletes',
  default: { status: 204, annotation: 'None', answer: { kind: 'nothing' } },
  learn(host) {
    const [shown] = shapesOf(host, 'delete');
    if (shown === undefined) return undefined;
    const { module, node, keywords, decorator } = shown.handler;
    const code = keywords.get('status_code')?.text ?? '';
    const status = /204|NO_CONTENT/.test(code) ? 204 : 200;
    const returned = childOf(node, 'return_type')?.text;
    const answer: Deletes['answer'] = status === 204 ? { kind: 'nothing' } : answerOf(host, shown);
    const isPlain = /^(?:None|[Dd]ict(?:\[str, (?:str|bool|object)\])?)$/.test(returned ?? '');
    const annotation = isPlain && (returned === 'None') === (answer.kind === 'nothing') ? returned : undefined;
    return { value: { status, annotation, answer }, at: host.at(module, decorator.line) };
  },
};

function answerOf(host: HostReading, { handler: { module, node, keywords } }: HandlerShape): Deletes['answer'] {
  const body = childOf(node, 'body');
  const last = [...(body === undefined ? [] : walk(body))].filter(({ type }) => type === 'return_statement').at(-1);
  const value = last?.named[0];
  const model = keywords.get('response_model');
  if (value === undefined || value.text === 'None') return { kind: 'nothing' };
  const isOwn = (dotted: string): boolean => host.blueprint?.has(dotted) === true;
  const message = copiedMessage(host, module, value, isOwn);
  if (message !== undefined) {
    const type = model && copiedText(module, model, isOwn);
    if (model === undefined || type !== undefined) return { kind: 'message', value: message, model: type };
  }
  const isRecord = model !== undefined || childOf(node, 'return_type') !== undefined;
  return isRecord && !/bool|dict|int\b/.test(`${model?.text ?? ''}${childOf(node, 'return_type')?.text ?? ''}`)
    ? { kind: 'record' }
    : { kind: 'nothing' };
}

/** A dictionary or an object of the host's that is made of plain texts, with patterns for the nouns in them. */
function copiedMessage(
  host: HostReading,
  module: HandlerShape['handler']['module'],
  value: PythonNode,
  isOwn: (dotted: string) => boolean,
): CopiedText | undefined {
  if (value.type !== 'dictionary' && value.type !== 'call') return undefined;
  const copied = copiedText(module, value, isOwn);
  const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
  const texts = copied?.texts.map((text) => {
    let isKnown = true;
    const pattern = text.replace(/(["'])([^"'\\]*)\1/g, (_, quote: string, inside: string) => {
      const phrase = phrasePattern(inside, nouns);
      isKnown &&= phrase !== undefined;
      return `${quote}${phrase ?? inside}${quote}`;
    });
    return isKnown ? pattern : undefined;
  });
  if (copied === undefined || texts === undefined || texts.includes(undefined)) return undefined;
  return { ...copied, texts: texts.flatMap((text) => text ?? []) };
}
