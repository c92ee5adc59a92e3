/** What the path of a record calls its key, what is behind it, and from which number on keys are asked for. */
import { type HandlerParameter, parametersOfHandler } from '../../framework/handler-parameters.js';
import { membersOf } from '../../framework/model-members.js';
import { namePattern, nounsOf } from '../../naming/name-pattern.js';
import { isRefusal } from '../../refusal.js';
import { type Dimension, learnedOf } from '../dimension.js';
import { type HandlerShape, shapesOf } from '../handler-shapes.js';
import type { HostReading } from '../host-reading.js';
import { mainModel } from '../main-model.js';
import { key } from './key.js';

export type PathKey = {
  /** A pattern: `{one}_id` in `/{user_id}`. */
  readonly name: string;
  readonly slash: '' | '/';
  /** Whether a number below 1 is no key: 422 before anything is looked for. */
  readonly isPositive: boolean;
};

export const pathKey: Dimension<PathKey> = {
  id: 'path-key',
  default: { name: '{one}_id', slash: '', isPositive: true },
  learn(host) {
    const [shown] = shapesOf(host, 'get', 'update', 'delete');
    const [, key, slash] = /\{(\w+)(?::\w+)?\}(?:\/[\w-]+)?(\/?)$/.exec(shown?.handler.path ?? '') ?? [];
    if (shown === undefined || key === undefined) return undefined;
    const name = namePattern(key, nounsOf(mainModel(host)?.name, host.host.blueprint ?? ''));
    return {
      value: {
        name: ofAnyRecord(/(?:^|_)uuid$/.test(name) && isNumbered(host) ? `${name.slice(0, -4)}id` : name),
        slash: slash === '/' ? '/' : '',
        isPositive: isPositive(host, shown, key),
      },
      at: host.at(shown.handler.module, shown.handler.decorator.line),
    };
  },
};

/** Whether keys are numbers, and the blueprint's records are found by another column that they have for that. */
function isNumbered(host: HostReading): boolean {
  const found = learnedOf(key, host);
  const main = mainModel(host);
  const has =
    main !== undefined && membersOf({ ...main, rest: [], via: [] }, host.modules).some(({ name }) => name === 'uuid');
  return has && found !== undefined && !isRefusal(found) && found.value.kind === 'int';
}

const OTHERS = 'code|slug|number|name|email|username|title|phone';

/** What else finds one of the blueprint's (`username`, `room_code`) is no key of another record, and `person_id` says another word for a user. */
function ofAnyRecord(name: string): string {
  if (new RegExp(`^(?:\\{one\\}_(?:${OTHERS})|(?:${OTHERS})_\\{one\\})$`).test(name)) return pathKey.default.name;
  if (/\{one\}|^(?:(?:public|external|object|obj|record|item|entity|resource|row)_)?(?:id|pk|uuid|key)$/.test(name))
    return name;
  const kind = /_(id|pk|uuid|key)$/.exec(name)?.[1];
  return kind === undefined ? pathKey.default.name : `{one}_${kind}`;
}

/** Whether the handler, or the dependency that takes the key for it, asks for a number from 1 on. */
function isPositive({ modules }: HostReading, { parameters }: HandlerShape, key: string): boolean {
  const taken = parameters.flatMap((parameter): readonly HandlerParameter[] => {
    if (parameter.kind !== 'record') return [parameter];
    const made = parameter.given?.target === undefined ? undefined : modules.define(parameter.given.target);
    return made === undefined ? [] : parametersOfHandler(made.module, made.node, modules);
  });
  const keywords = taken.find(({ name }) => name === key)?.given?.call.keywords;
  return keywords?.get('ge')?.text === '1' || keywords?.get('gt')?.text === '0';
}
