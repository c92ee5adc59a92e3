import { indented } from './package-draft.js';
import type { Parts } from './routers.js';
import { importLines } from './spellings.js';

/** Ways to include routers that are rare, and some that nobody should follow. */
export const ODD_SHAPES: Readonly<Record<string, (parts: Parts) => void>> = {
  'alias by assignment': ({ draft, imports, spelling, args, body, drive, app }) => {
    imports();
    body.push(`${app} = FastAPI()`);
    for (const name of draft.packages) body.push(`the_${name} = ${spelling(name).expression}`);
    for (const name of draft.packages) body.push(`${app}.include_router(${[`the_${name}`, ...args(name)].join(', ')})`);
    drive.push(app);
  },
  'helper function': ({ draft, imports, spelling, args, body, drive, app }) => {
    imports();
    body.push(`${app} = FastAPI()`, 'def add(router, **others):', `    ${app}.include_router(router, **others)`, '');
    for (const name of draft.packages) body.push(`add(${[spelling(name).expression, ...args(name)].join(', ')})`);
    drive.push(app);
  },
  'list that grows': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    const way = draft.random.pick([(x: string) => `routers.append(${x})`, (x: string) => `routers += [${x}]`]);
    body.push(`${app} = FastAPI()`, 'routers = []', ...draft.packages.map((name) => way(spelling(name).expression)));
    body.push('for each in routers:', `    ${app}.include_router(each)`);
    drive.push(app);
  },
  'new name is taken': ({ draft, imports, spelling, body, drive, app, all }) => {
    imports();
    const expression = spelling('users').expression.split('.')[0] ?? '';
    const name = expression.replace('users', 'invoices').replace('user', 'invoice');
    const isFree = name !== expression && name !== draft.importRoot.split('.')[0];
    if (isFree)
      body.push(
        draft.random.pick([`${name} = None`, `def ${name}(): ...`, `def about(${name}=1): ...`, `class ${name}: pass`]),
      );
    body.push(`${app} = FastAPI()`, ...all(app));
    drive.push(app);
  },
  'receiver bound anew': ({ draft, imports, include, body, drive, app, router }) => {
    imports();
    const at = 1 + draft.random.below(draft.packages.length);
    body.push(`${app} = FastAPI()`, `${router} = APIRouter()`);
    draft.packages.forEach((name, index) => {
      body.push(include(router, name));
      if (index + 1 === at) body.push(`first = ${router}`, `${router} = APIRouter()`);
    });
    body.push(`${app}.include_router(first)`, `${app}.include_router(${router}, prefix="/second")`);
    drive.push(app);
  },
  'receiver handed on': ({ draft, imports, include, body, drive, app, router }) => {
    imports();
    const at = 1 + draft.random.below(draft.packages.length);
    const mount = draft.random.pick([
      [`${app}.include_router(router=${router})`],
      ['def mount(target):', `    ${app}.include_router(target)`, `mount(${router})`],
      [`parents = [${router}]`, `${app}.include_router(parents[0])`],
      [`[${app}.include_router(each) for each in [${router}]]`],
      [`if settings.ENABLED: ${app}.include_router(${router})`],
      [`other = ${router}`, `${app}.include_router(other)`],
    ]);
    body.push(`${app} = FastAPI()`, `${router} = APIRouter()`);
    draft.packages.forEach((name, index) => {
      body.push(include(router, name));
      if (index + 1 === at) body.push(...mount);
    });
    drive.push(app, router);
  },
  'loop over versions': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    body.push(`${app} = FastAPI()`, 'for version in ("v1", "v2"):', '    parent = APIRouter()');
    for (const name of draft.packages)
      body.push(`    parent.include_router(${spelling(name).expression}, tags=[version])`);
    body.push(`    ${app}.include_router(parent, prefix=f"/{version}")`);
    drive.push(app);
  },
  'expression statements that are more': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    const call = (name: string): string => `${app}.include_router(${spelling(name).expression})`;
    body.push(`${app} = FastAPI()`);
    for (const name of draft.packages) {
      body.push(
        draft.random.pick([
          `${call(name)} if settings.ENABLED else None`,
          `${call(name)},`,
          `_ = ${call(name)}`,
          `(${call(name)})`,
        ]),
      );
    }
    drive.push(app);
  },
  'method of a server': ({ imports, body, drive, all }) => {
    imports();
    body.push('class Server:', '    def __init__(self):', '        self.web = FastAPI()', '        self.routes()', '');
    body.push('    def routes(self):', ...indented(all('self.web'), '        '), '', 'host = Server()');
    drive.push('host.web');
  },
  'if and else': ({ imports, body, drive, app, all }) => {
    imports();
    body.push(`${app} = FastAPI()`, 'if settings.ENABLED:', ...indented(all(app)), 'else:', ...indented(all(app)));
    drive.push(app);
  },
  'one line': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    const call = (name: string): string => `${app}.include_router(${spelling(name).expression})`;
    body.push(`${app} = FastAPI()`);
    for (const name of draft.packages) {
      body.push(draft.random.pick([`if settings.ENABLED: ${call(name)}`, `for _ in (1,): ${call(name)}`, call(name)]));
    }
    drive.push(app);
  },
  comprehension: ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    const routers = draft.packages.map((name) => spelling(name).expression).join(', ');
    body.push(`${app} = FastAPI()`, `[${app}.include_router(each) for each in [${routers}]]`);
    drive.push(app);
  },
  'hidden arguments': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    body.push(`${app} = FastAPI()`, 'COMMON = {"tags": ["v1"]}');
    for (const name of draft.packages) body.push(`${app}.include_router(${spelling(name).expression}, **COMMON)`);
    drive.push(app);
  },
  'twin imports': ({ draft, spelling, body, drive, app, all }) => {
    const lines = importLines(draft, spelling);
    draft.imports.push(
      'try:',
      ...indented(lines),
      'except ImportError:',
      ...indented(lines.map((line) => line.replace('import', 'import  '))),
    );
    body.push(`${app} = FastAPI()`, ...all(app));
    drive.push(app);
  },
  'imports in an if': ({ draft, spelling, body, drive, app, all }) => {
    draft.imports.push('if settings.ENABLED:', ...indented(importLines(draft, spelling)));
    body.push(`${app} = FastAPI()`, 'if settings.ENABLED:', ...indented(all(app)));
    drive.push(app);
  },
  'inner function': ({ draft, imports, body, drive, app, include }) => {
    imports();
    body.push(`${app} = FastAPI()`, 'def setup():');
    for (const [index, name] of draft.packages.entries()) {
      body.push(`    def part_${index}():`, ...indented([include(app, name)], '        '), `    part_${index}()`);
    }
    body.push('setup()');
    drive.push(app);
  },
  'dependencies added to the router': ({ draft, imports, spelling, body, drive, app, all }) => {
    imports();
    for (const name of draft.packages) {
      const router = spelling(name).expression;
      if (name === 'users' || draft.random.chance(0.5)) {
        body.push(`${router}.dependencies.append(Depends(get_current_user))`);
      }
    }
    body.push(`${app} = FastAPI()`, ...all(app));
    drive.push(app);
  },
  'wrapped router': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    body.push('def secured(router):', '    parent = APIRouter(dependencies=[Depends(get_current_user)])');
    body.push('    parent.include_router(router)', '    return parent', '', `${app} = FastAPI()`);
    for (const name of draft.packages) body.push(`${app}.include_router(secured(${spelling(name).expression}))`);
    drive.push(app);
  },
  'optional package': ({ draft, spelling, body, drive, app }) => {
    body.push(`${app} = FastAPI()`);
    for (const name of draft.packages) {
      const { line, expression } = spelling(name);
      const root = expression.split('.')[0] ?? '';
      draft.imports.push('try:', ...indented([line]), 'except ImportError:', `    ${root} = None`);
      body.push(`if ${root} is not None:`, `    ${app}.include_router(${expression})`);
    }
    drive.push(app);
  },
  'modules by name': ({ draft, body, drive, app }) => {
    const { importRoot, role, object, random } = draft;
    const root = importRoot === '' ? '' : `${importRoot}.`;
    const names = draft.packages.map((name) => `"${name}"`);
    const list = random.pick([`[${names.join(', ')}]`, `(\n    ${names.join(',\n    ')},\n)`]);
    draft.imports.push('import importlib');
    body.push(`${app} = FastAPI()`, `PACKAGES = ${list}`, 'for name in PACKAGES:');
    body.push(`    module = importlib.import_module(f"${root}{name}.${role}")`);
    body.push(
      `    ${app}.include_router(module.${object}${random.pick(['', ', tags=[name]', ', prefix=f"/{name}"'])})`,
    );
    drive.push(app);
  },
  'lists in a dict': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    const row = (names: readonly string[]): string => `[${names.map((name) => spelling(name).expression).join(', ')}]`;
    const some = draft.packages.filter((name) => name === 'users' || draft.random.chance(0.5));
    body.push(`${app} = FastAPI()`, `VERSIONS = {\n    "v1": ${row(draft.packages)},\n    "v2": ${row(some)},\n}`);
    body.push('for version, routers in VERSIONS.items():', '    for each in routers:');
    body.push(`        ${app}.include_router(each, prefix=f"/{version}")`);
    drive.push(app);
  },
};
