/** What the handlers are called: `create_{one}`, `read_{many}`. */
import type { Operation } from '../../framework/operations.js';
import { hasNoun, lastWordIn, nounsOf } from '../../naming/name-pattern.js';
import type { Dimension } from '../dimension.js';
import { handlerShapes } from '../handler-shapes.js';
import { mainModel } from '../main-model.js';
import { asDelete, hasOtherNoun, operationName, withoutKind } from '../operation-name.js';

export type HandlerNames = Readonly<Record<Operation, string>>;

export const handlerNames: Dimension<HandlerNames> = {
  id: 'handler-names',
  default: {
    list: 'list_{many}',
    get: 'get_{one}',
    create: 'create_{one}',
    update: 'update_{one}',
    delete: 'delete_{one}',
  },
  learn(host) {
    const shapes = handlerShapes(host);
    const named = [...shapes].filter(([, { name }]) => !OF_PEOPLE.test(name));
    const [first] = named.map(([, shape]) => shape);
    if (first === undefined) return undefined;
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    const patterns = named.map(([operation, { name }]) => {
      const said = operation === 'delete' ? asDelete(name) : name;
      return [operation, withoutKind(lastWordIn(said, nouns))] as const;
    });
    const isOf = (pattern: string): boolean => hasNoun(pattern) || hasOtherNoun(pattern, operationName(pattern, nouns));
    const isNamed = patterns.some(([, pattern]) => hasNoun(pattern)) || patterns.every(([, pattern]) => isOf(pattern));
    // A handler of orders that is called `get_task` was copied, and `create_room` of meetings says what these are in.
    const shown = patterns.map(([operation, pattern]) => {
      const plain = operationName(pattern, nouns);
      const isOther = isNamed && !hasNoun(pattern) && plain !== pattern && !plain.includes('_');
      // `update_user_customer_link` is about what the blueprint alone has.
      if (hasNoun(pattern) && hasNoun(plain)) return [operation, plain] as const;
      return [operation, isOther ? `${plain}_${operation === 'list' ? '{many}' : '{one}'}` : pattern] as const;
    });
    // Where the blueprint's names have no noun, those of the operations that it lacks have none either.
    const isBare = shown.every(([, pattern]) => !pattern.includes('{'));
    const standard = { ...handlerNames.default, ...inLanguage(shown.map(([, pattern]) => pattern)) };
    const others = Object.entries(standard).map(([operation, pattern]) => [
      operation,
      isBare ? pattern.replace(/_\{\w+\}$/, '') : pattern,
    ]);
    const value = { ...Object.fromEntries(others), ...Object.fromEntries(shown) } as HandlerNames;
    return { value: distinct(value), at: host.at(first.handler.module, first.handler.node.line) };
  },
};

/** The standard's names in the language of those that the blueprint has, where a verb of one says which it is. */
function inLanguage(shown: readonly string[]): Partial<HandlerNames> {
  const found = VERBS.find(({ only }) => shown.some((pattern) => only.test(pattern)));
  return found?.names ?? {};
}

const VERBS: readonly { readonly only: RegExp; readonly names: HandlerNames }[] = [
  {
    only: /^(?:criar|cadastrar|adicionar|obter|atualizar|deletar|excluir|remover|salvar|pegar)(?:_|$)/,
    names: {
      list: 'listar_{many}',
      get: 'obter_{one}',
      create: 'criar_{one}',
      update: 'atualizar_{one}',
      delete: 'deletar_{one}',
    },
  },
  {
    only: /^(?:crear|agregar|registrar|obtener|actualizar|eliminar|borrar|guardar|traer)(?:_|$)/,
    names: {
      list: 'listar_{many}',
      get: 'obtener_{one}',
      create: 'crear_{one}',
      update: 'actualizar_{one}',
      delete: 'eliminar_{one}',
    },
  },
];

/** What is done with people and no other records: their create is a `login` or a `register_user`. */
const OF_PEOPLE = /(?:^|_)(?:log_?in|login|sign_?(?:up|in)|register|authenticate)(?:_|$)/;

/** No two handlers have one name: one that the blueprint lacks gets the standard's. */
function distinct(names: HandlerNames): HandlerNames {
  const all = Object.values(names);
  const isTwice = new Set(all).size < all.length;
  if (isTwice) return { ...handlerNames.default };
  // A function of that name would be what other lines of its module call to make a list.
  return names.list === 'list' ? { ...names, list: 'list_all' } : names;
}
