import { below, type Draft, indented, pascal, singularOf } from './package-draft.js';
import { importLines, type Spelling, spellingOf } from './spellings.js';

type Parts = { readonly draft: Draft; readonly body: string[]; readonly drive: string[]; readonly how: string };

/** Adds what makes the models of all packages known. */
export function addModels(draft: Draft): void {
  const { random, shapes, body, drive } = draft;
  const shape = random.pick(Object.keys(SHAPES));
  shapes.push(shape);
  const how = random.pick(['bind=engine', 'engine', 'bind=engine, checkfirst=True']);
  SHAPES[shape]?.({ draft, body, drive, how });
}

/** One `create_all` for each package. */
function perPackage({ draft, how }: Parts): string[] {
  const spelling = spellingOf(draft, 'models', 'Base');
  draft.imports.push(...importLines(draft, spelling));
  return draft.packages.flatMap((name) => {
    const line = `${spelling(name).expression}.metadata.create_all(${how})`;
    return draft.random.chance(0.15) ? [draft.random.pick(NOISE), line] : [line];
  });
}

const NOISE: readonly string[] = [
  '# invoices_models.Base.metadata.create_all(bind=engine)',
  '# The tables of users.',
  'TABLES = "users, items"',
];

/** Imports that nothing but the metadata uses, in one of the habits of real backends. */
function unused(draft: Draft): string[] {
  const { random } = draft;
  const comment = random.pick(['  # noqa: F401', '  # noqa', '  # noqa: F401', '']);
  const model: Spelling = (name) => ({
    line: `from ${below(draft.importRoot, name)}.models import ${pascal(singularOf(name))}`,
    expression: pascal(singularOf(name)),
  });
  const spelling = random.chance(0.4) ? model : spellingOf(draft, 'models', 'Base');
  if (comment === '') draft.shapes.push('no noqa');
  if (spelling === model) draft.shapes.push('imports of classes');
  return importLines(draft, spelling).map((line) => (line.includes('\n') ? line : line + comment));
}

function sharedBase(draft: Draft): string {
  return `from ${below(draft.importRoot, 'core.db')} import Base, engine`;
}

const SHAPES: Readonly<Record<string, (parts: Parts) => void>> = {
  'create_all for each': (parts) => void parts.body.push(...perPackage(parts)),
  'create_all for each in a function': (parts) => {
    parts.body.push('def init_db():', ...indented(perPackage(parts)), '', 'init_db()');
  },
  'create_all for each in a try': (parts) => {
    parts.body.push('try:', ...indented(perPackage(parts)), 'except RuntimeError:', '    pass');
  },
  'create_all for each in an if': (parts) => {
    parts.body.push('if settings.CREATE:', ...indented(perPackage(parts)));
  },
  'create_all for each in a lifespan': (parts) => {
    const lines = perPackage(parts);
    parts.body.push('@asynccontextmanager', 'async def life(_):', ...indented([...lines, 'yield']));
    parts.body.push('server = FastAPI(lifespan=life)');
    parts.drive.push('start(server)');
  },
  'run_sync for each': ({ draft, body, drive }) => {
    const spelling = spellingOf(draft, 'models', 'Base');
    draft.imports.push(...importLines(draft, spelling));
    const lines = draft.packages.map(
      (name) => `await connection.run_sync(${spelling(name).expression}.metadata.create_all)`,
    );
    body.push('async def create():', '    async with engine.begin() as connection:', ...indented(lines, '        '));
    drive.push('finish(create())');
  },
  'loop over models': ({ draft, body, how }) => {
    const spelling = spellingOf(draft, 'models', 'Base');
    draft.imports.push(...importLines(draft, spelling));
    const bases = draft.packages.map((name) => spelling(name).expression);
    const list = draft.random.pick([`(${bases.join(', ')},)`, `[\n    ${bases.join(',\n    ')},\n]`]);
    body.push(`for base in ${list}:`, `    base.metadata.create_all(${how})`);
  },
  'one create_all': ({ draft, body, how }) => {
    draft.imports.push(sharedBase(draft), ...unused(draft));
    body.push(`Base.metadata.create_all(${how})`);
  },
  'one create_all, imports just above': ({ draft, body, how }) => {
    draft.imports.push(sharedBase(draft));
    body.push(...unused(draft), '', `Base.metadata.create_all(${how})`);
  },
  'one create_all in a function with the imports': ({ draft, body, how }) => {
    draft.imports.push(sharedBase(draft));
    body.push('def init_db() -> None:', ...indented([...unused(draft), '', `Base.metadata.create_all(${how})`]));
    body.push('', 'init_db()');
  },
  'one run_sync': ({ draft, body, drive }) => {
    draft.imports.push(sharedBase(draft), ...unused(draft));
    body.push('@asynccontextmanager', 'async def life(_):', '    async with engine.begin() as connection:');
    body.push('        await connection.run_sync(Base.metadata.create_all)', '    yield');
    body.push('server = FastAPI(lifespan=life)');
    drive.push('start(server)');
  },
  'imports only': ({ draft }) => void draft.imports.push(...unused(draft)),
  'imports and __all__': ({ draft, body }) => {
    const { random, packages } = draft;
    const classes = random.chance(0.6);
    const spelling = classes ? undefined : spellingOf(draft, 'models', 'Base');
    const bound = (name: string): string => {
      if (classes) return pascal(singularOf(name));
      const line = spelling?.(name).line ?? '';
      return / as (\w+)/.exec(line)?.[1] ?? /^import (\w+)/.exec(line)?.[1] ?? '';
    };
    const line = (name: string): string =>
      classes ? `from ${below(draft.importRoot, name)}.models import ${bound(name)}` : (spelling?.(name).line ?? '');
    draft.imports.push(...packages.map(line));
    const names = [...new Set(packages.map(bound))].map((name) => `"${name}"`);
    const list = random.pick([
      `[${names.join(', ')}]`,
      `[\n    ${names.join(',\n    ')},\n]`,
      `(${names.join(', ')},)`,
    ]);
    body.push(`__all__ = ${list}`);
  },
  'imports below create_all': ({ draft, body, how }) => {
    draft.imports.push(sharedBase(draft));
    body.push(`Base.metadata.create_all(${how})`, '', ...unused(draft));
  },
  'star imports': ({ draft, body, how }) => {
    const { random, importRoot } = draft;
    const comment = random.pick(['  # noqa: F403', '  # noqa', '']);
    draft.imports.push(...draft.packages.map((name) => `from ${below(importRoot, name)}.models import *${comment}`));
    draft.imports.push(sharedBase(draft));
    if (random.chance(0.7)) body.push(`Base.metadata.create_all(${how})`);
  },
  'imports in a try': ({ draft, body, how }) => {
    draft.imports.push(sharedBase(draft));
    body.push(
      'try:',
      ...indented(unused(draft)),
      'except ImportError:',
      '    pass',
      `Base.metadata.create_all(${how})`,
    );
  },
  'imports that a tuple uses': ({ draft, body, how }) => {
    const spelling = spellingOf(draft, 'models', 'Base');
    draft.imports.push(sharedBase(draft), ...importLines(draft, spelling));
    const names = draft.packages.map((name) => spelling(name).expression);
    body.push(`_KNOWN = (${names.join(', ')},)`, `Base.metadata.create_all(${how})`);
  },
  'imports by name': ({ draft, body, how }) => {
    const { packages, importRoot, random } = draft;
    draft.imports.push('import importlib', sharedBase(draft));
    const names = packages.map((name) =>
      random.chance(0.5) ? `"${below(importRoot, name)}.models"` : `'${below(importRoot, name)}.models'`,
    );
    body.push(
      `for name in (${names.join(', ')},):`,
      '    importlib.import_module(name)',
      `Base.metadata.create_all(${how})`,
    );
  },
  'create_all for each, some in an if': (parts) => {
    const lines = perPackage(parts);
    parts.body.push(
      ...lines.flatMap((line) =>
        !line.startsWith('#') && parts.draft.random.chance(0.4) ? ['if settings.CREATE:', `    ${line}`] : [line],
      ),
    );
  },
  'create_all for each, twice': (parts) => {
    const lines = perPackage(parts);
    parts.body.push('if settings.CREATE:', ...indented(lines), 'else:', ...indented(lines));
  },
  'alembic env': ({ draft, body }) => {
    draft.imports.push('from alembic import context', sharedBase(draft), ...unused(draft));
    body.push('target_metadata = Base.metadata', '', 'def run():');
    body.push('    context.configure(target_metadata=target_metadata)', '', 'run()');
  },
};
