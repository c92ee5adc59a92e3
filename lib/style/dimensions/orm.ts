/** The object mapper: SQLAlchemy's declarative classes. Others are told by what the blueprint imports. */
import { importsFrom } from '../../framework/base-and-session.js';
import { type Dimension, refuse } from '../dimension.js';

/** Object mappers and databases for which nothing is written, by the packages that are imported for them. */
const MAPPERS: readonly (readonly [id: string, what: string, packages: readonly string[]])[] = [
  ['orm-sqlmodel', 'SQLModel', ['sqlmodel']],
  ['orm-tortoise', 'Tortoise', ['tortoise']],
  ['orm-mongo', 'MongoDB', ['beanie', 'motor', 'mongoengine', 'odmantic', 'pymongo', 'bson']],
  ['orm-other', 'another mapper than SQLAlchemy', ['peewee', 'pony', 'piccolo', 'ormar', 'gino', 'prisma', 'edgedb']],
];

export const orm: Dimension<'sqlalchemy'> = {
  id: 'orm',
  default: 'sqlalchemy',
  learn({ blueprint, base, session, place }) {
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
    for (const module of [...(blueprint?.of('models') ?? []), ...defining]) {
      const dataclass = module.imports.bindings.find(({ path }) => /^sqlalchemy\..*MappedAsDataclass$/.test(path));
      if (dataclass !== undefined) {
        return refuse('orm-dataclass', place(module, dataclass.statement.line), 'models that are dataclasses');
      }
    }
    return undefined;
  },
};
