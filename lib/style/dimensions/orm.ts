/** How a column is written in SQLAlchemy's declarative classes. Other mappers are told by what the blueprint imports. */
import { importsFrom, isSqlModel } from '../../framework/base-and-session.js';
import { type Dimension, oneOf, refuse } from '../dimension.js';
import { definitionOf, mainColumns, mainModel } from '../main-model.js';

/** Object mappers and databases for which nothing is written, by the packages that are imported for them. */
const MAPPERS: readonly (readonly [id: string, what: string, packages: readonly string[]])[] = [
  ['orm-tortoise', 'Tortoise', ['tortoise']],
  ['orm-mongo', 'MongoDB', ['beanie', 'motor', 'mongoengine', 'odmantic', 'pymongo', 'bson']],
  ['orm-other', 'another mapper than SQLAlchemy', ['peewee', 'pony', 'piccolo', 'ormar', 'gino', 'prisma', 'edgedb']],
];

/** `name: Mapped[str] = mapped_column(…)`, `name = Column(String, …)`, or `name: str = Field(…)` in a class of SQLModel. */
export type Orm = 'mapped' | 'column' | 'sqlmodel';

export const orm: Dimension<Orm> = {
  id: 'orm',
  default: 'mapped',
  learn(host) {
    const { blueprint, base, session, place } = host;
    const own = blueprint?.all ?? [];
    const imperative = own.find(({ source }) => /\bmap_imperatively\b/.test(source));
    if (imperative !== undefined) return refuse('orm-imperative', place(imperative, 1), 'imperative mapping');
    const defining = [base, session].flatMap((each) => each?.definition?.module ?? []);
    for (const [id, what, packages] of MAPPERS) {
      for (const module of [...own, ...defining]) {
        const path = importsFrom(module, ...packages);
        const line = [...module.imports.bindings, ...module.imports.stars].find((each) => each.path === path);
        if (path !== undefined) return refuse(id, place(module, line?.statement.line ?? 1), what);
      }
    }
    const columns = mainColumns(host);
    const main = mainModel(host);
    if (main !== undefined && isSqlModel(definitionOf(main), host.modules)) {
      return { value: 'sqlmodel', at: host.at(main.module, main.node.line) };
    }
    const missing = own.find((module) => main === undefined && importsFrom(module, 'sqlmodel') !== undefined);
    if (missing !== undefined) return refuse('orm-sqlmodel', place(missing, 1), 'SQLModel without a model of its own');
    const shown = columns.find(({ form }) => form === 'mapped') ?? columns[0];
    if (shown === undefined) return undefined;
    return { value: shown.form === 'mapped' ? 'mapped' : 'column', at: host.at(shown.module, shown.node.line) };
  },
  pin: oneOf('mapped', 'column', 'sqlmodel'),
};
