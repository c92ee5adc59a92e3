/** What an update answers: the record as it is then, or a message. */
import { childOf } from '../../python/syntax.js';
import { isRefusal } from '../../refusal.js';
import { type Dimension, learnedOf } from '../dimension.js';
import { handlerScope } from '../handler-locals.js';
import { shapesOf } from '../handler-shapes.js';
import { answerMessage, type Message } from './deletes.js';
import { layers } from './layers.js';

export type UpdateAnswers = { readonly kind: 'record' } | (Message & { readonly annotation: string | undefined });

export const updateAnswers: Dimension<UpdateAnswers> = {
  id: 'update-answers',
  default: { kind: 'record' },
  learn(host) {
    const [shown] = shapesOf(host, 'update');
    const learned = learnedOf(layers, host);
    if (shown === undefined || learned === undefined || isRefusal(learned)) return undefined;
    const value = handlerScope(host, 'update')?.returned;
    if (learned.value.kind !== 'chain' || value === undefined) return undefined;
    const { handler } = shown;
    const message = answerMessage(host, handler, handler.module, value, (sentence) => sentence);
    if (message === undefined) return undefined;
    const said = childOf(handler.node, 'return_type')?.text;
    const annotation = message.returned === undefined ? said : undefined;
    return { value: { ...message, annotation }, at: host.at(handler.module, value.line) };
  },
};
