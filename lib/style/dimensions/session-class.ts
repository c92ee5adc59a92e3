/** Whose session it is: SQLModel has one of its own, which is SQLAlchemy's with `exec`. */
import { type Dimension, oneOf } from '../dimension.js';

export type SessionClass = 'sqlalchemy' | 'sqlmodel';

export const sessionClass: Dimension<SessionClass> = {
  id: 'session-class',
  default: 'sqlalchemy',
  learn({ session, at }) {
    const definition = session?.definition;
    if (definition === undefined) return undefined;
    const own = definition.module.imports.bindings.find(({ path }) => /^sqlmodel\..*\b(?:Async)?Session$/.test(path));
    return {
      value: own === undefined ? 'sqlalchemy' : 'sqlmodel',
      at: at(definition.module, own?.statement.line ?? definition.node.line),
    };
  },
  pin: oneOf('sqlalchemy', 'sqlmodel'),
};
