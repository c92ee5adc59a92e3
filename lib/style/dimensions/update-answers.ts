/** What an update answers: the record as it is then, a message, or nothing. */

import { childOf } from '../../python/syntax.js';
import { isRefusal } from '../../refusal.js';
import { type Dimension, learnedOf } from '../dimension.js';
import { handlerScope } from '../handler-locals.js';
import { shapesOf } from '../handler-shapes.js';
import { isSilent, statusOfDone } from '../silent-handlers.js';
import { answerMessage, type Message } from './deletes.js';
import { layers } from './layers.js';

export type UpdateAnswers =
  | { readonly kind: 'record' }
  | { readonly kind: 'nothing'; readonly status: number; readonly annotation: 'None' | undefined }
  | (Message & { readonly annotation: string | undefined });

export const updateAnswers: Dimension<UpdateAnswers> = {
  id: 'update-answers',
  default: { kind: 'record' },
  learn(host) {
    const [shown] = shapesOf(host, 'update');
    const learned = learnedOf(layers, host);
    if (shown === undefined || learned === undefined || isRefusal(learned)) return undefined;
    const { handler } = shown;
    if (learned.value.kind !== 'chain') return undefined;
    const returned = childOf(handler.node, 'return_type')?.text;
    const status = statusOfDone(handler);
    if (status === 204 || ((returned ?? 'None') === 'None' && isSilent(handler))) {
      const annotation = returned === 'None' ? returned : undefined;
      return { value: { kind: 'nothing', status, annotation }, at: host.at(handler.module, handler.decorator.line) };
    }
    const value = handlerScope(host, 'update')?.returned;
    if (value === undefined) return undefined;
    const message = answerMessage(host, handler, handler.module, value, (sentence) => sentence);
    if (message === undefined) return undefined;
    const annotation = message.returned === undefined ? returned : undefined;
    return { value: { ...message, annotation }, at: host.at(handler.module, value.line) };
  },
};
