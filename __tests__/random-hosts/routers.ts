import { type Arguments, argumentsOf, call } from './calls.js';
import { type Draft, indented, singularOf } from './package-draft.js';
import { importLines, type Spelling, spellingOf } from './spellings.js';
import { ODD_SHAPES } from './unusual-routers.js';

const NOISE: readonly string[] = [
  '# The routers of users and the others.',
  '# app.include_router(invoices_api.router)',
  '# router.include_router(invoices_router, tags=["invoices"])',
  '',
  'NOTE = "from app.invoices import api as invoices_api"',
  'VERSION: str = "1"',
  'local = APIRouter()',
];

/** Statements with comments, blank lines and unrelated statements between them. */
function mixed(draft: Draft, statements: readonly string[], noise: readonly string[] = NOISE): string[] {
  return statements.flatMap((each) => (draft.random.chance(0.2) ? [draft.random.pick(noise), each] : [each]));
}

/** Adds the imports of all routers and the statements that include them. */
export function addRouters(draft: Draft): void {
  const { random, packages, body, drive, shapes } = draft;
  const spelling = spellingOf(draft, draft.role, draft.object);
  const args = argumentsOf(random);
  const isKeyword = random.chance(0.15);
  const include = (receiver: string, name: string): string =>
    call(random, receiver, spelling(name).expression, args(name), isKeyword);
  const all = (receiver: string): string[] =>
    mixed(
      draft,
      packages.map((name) => include(receiver, name)),
    );
  const imports = (): void => void draft.imports.push(...importLines(draft, spelling));
  const taken = shapes.includes('import module') ? draft.importRoot.split('.')[0] : undefined;
  const app = random.pick(['app', 'application', 'api'].filter((name) => name !== taken));
  const router = random.pick(['router', 'api_router', 'v1_router']);
  const shapesOfAll = random.chance(0.35) ? ODD_SHAPES : SHAPES;
  const shape = random.pick(Object.keys(shapesOfAll));
  shapes.push(shape);
  shapesOfAll[shape]?.({ draft, spelling, args, include, all, imports, app, router, body, drive });
}

export type Parts = {
  readonly draft: Draft;
  readonly spelling: Spelling;
  readonly args: Arguments;
  readonly include: (receiver: string, name: string) => string;
  readonly all: (receiver: string) => string[];
  readonly imports: () => void;
  readonly app: string;
  readonly router: string;
  readonly body: string[];
  readonly drive: string[];
};

const SHAPES: Readonly<Record<string, (parts: Parts) => void>> = {
  'flat app': ({ imports, body, drive, app, all }) => {
    imports();
    body.push(`${app} = FastAPI()`, ...all(app));
    drive.push(app);
  },
  'flat router': ({ imports, body, drive, router, all }) => {
    imports();
    body.push(`${router} = APIRouter()`, ...all(router));
    drive.push(router);
  },
  'parent mounted below': ({ imports, body, drive, app, router, all }) => {
    imports();
    body.push(`${app} = FastAPI()`, `${router} = APIRouter()`, ...all(router));
    body.push(`${app}.include_router(${router}, prefix="/api")`);
    drive.push(app);
  },
  'late imports': ({ draft, spelling, include, body, drive, app }) => {
    body.push(`${app} = FastAPI()`);
    for (const name of draft.packages) body.push(spelling(name).line, include(app, name));
    drive.push(app);
  },
  factory: ({ imports, body, drive, app, all }) => {
    imports();
    body.push('def create_app():', ...indented([`${app} = FastAPI()`, ...all(app), `return ${app}`]));
    drive.push('create_app()', 'create_app()');
  },
  'factory with imports in it': ({ draft, spelling, body, drive, app, all }) => {
    const lines = importLines(draft, spelling);
    body.push('def create_app() -> FastAPI:', ...indented([...lines, '', `${app} = FastAPI()`, ...all(app)]));
    body.push(...indented([`return ${app}`]));
    drive.push('create_app()');
  },
  'function that registers': ({ imports, body, drive, app, all }) => {
    imports();
    body.push('def register(target):', ...indented(['"""Includes users and the others."""', ...all('target')]));
    body.push('', `${app} = FastAPI()`, `register(${app})`);
    drive.push(app);
  },
  'if block': ({ imports, body, drive, app, all }) => {
    imports();
    body.push(`${app} = FastAPI()`, 'if settings.ENABLED:', ...indented(all(app)));
    drive.push(app);
  },
  'some in an if block': ({ draft, imports, body, drive, app, include }) => {
    imports();
    body.push(`${app} = FastAPI()`);
    for (const name of draft.packages) {
      const lines = [include(app, name)];
      body.push(...(draft.random.chance(0.4) ? ['if settings.ENABLED:', ...indented(lines)] : lines));
    }
    drive.push(app);
  },
  'try block': ({ imports, body, drive, app, all }) => {
    imports();
    body.push(`${app} = FastAPI()`, 'try:', ...indented(all(app)), 'except RuntimeError:', '    raise');
    drive.push(app);
  },
  'startup event': ({ draft, imports, body, drive, app, all }) => {
    imports();
    const keyword = draft.random.pick(['def', 'async def']);
    body.push(`${app} = FastAPI()`, `@${app}.on_event("startup")`, `${keyword} startup():`, ...indented(all(app)));
    drive.push(`start(${app})`, app);
  },
  lifespan: ({ imports, body, drive, app, all }) => {
    imports();
    body.push('@asynccontextmanager', 'async def lifespan(target):', ...indented([...all('target'), 'yield']));
    body.push(`${app} = FastAPI(lifespan=lifespan)`);
    drive.push(`start(${app})`, app);
  },
  subclass: ({ imports, body, drive, app, all }) => {
    imports();
    body.push('class Backend(FastAPI):', '    def __init__(self):');
    body.push(...indented(['super().__init__()', ...all('self')], '        '), `${app} = Backend()`);
    drive.push(app);
  },
  'loop over a list': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    const routers = draft.packages.map((name) => spelling(name).expression);
    const list = draft.random.pick([
      `routers = [${routers.join(', ')}]`,
      `routers = [\n    ${routers.join(',\n    ')},\n]`,
      `routers = (\n    ${routers.join(',\n    ')}${routers.length === 1 ? ',' : ''}\n)`,
      `routers: list[APIRouter] = [${routers.join(', ')}]`,
    ]);
    body.push(`${app} = FastAPI()`, list, 'for each in routers:', `    ${app}.include_router(each)`);
    drive.push(app);
  },
  'loop over a tuple in place': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    const routers = draft.packages.map((name) => spelling(name).expression).join(', ');
    const values = draft.random.pick([`(${routers},)`, `[${routers}]`, `${routers},`]);
    body.push(`${app} = FastAPI()`, `for each in ${values}:`, `    ${app}.include_router(each, tags=["v1"])`);
    drive.push(app);
  },
  'list of tuples': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    const { random } = draft;
    const prefix = random.pick([(name: string) => `"/${name}"`, (name: string) => `"/${singularOf(name)}"`]);
    const rows = draft.packages.map((name) => `    (${spelling(name).expression}, ${prefix(name)}),`);
    body.push(`${app} = FastAPI()`, ['ROUTERS = [', ...rows, ']'].join('\n'));
    body.push('for each, prefix in ROUTERS:', `    ${app}.include_router(each, prefix=prefix)`);
    drive.push(app);
  },
  'dict of routers': ({ draft, imports, spelling, body, drive, app }) => {
    imports();
    const rows = draft.packages.map((name) => `    "${name}": ${spelling(name).expression},`);
    body.push(`${app} = FastAPI()`, ['ROUTERS = {', ...rows, '}'].join('\n'));
    body.push('for tag, each in ROUTERS.items():', `    ${app}.include_router(each, tags=[tag])`);
    drive.push(app);
  },
  'public and private': ({ draft, imports, body, drive, app, include }) => {
    imports();
    body.push('public = APIRouter()', 'private = APIRouter()');
    for (const name of draft.packages) body.push(include(draft.random.pick(['public', 'private']), name));
    body.push(`${app} = FastAPI()`, `${app}.include_router(public)`);
    body.push(`${app}.include_router(private, dependencies=[Depends(get_current_user)])`);
    drive.push(app);
  },
  'included in two versions': ({ imports, body, drive, app, all }) => {
    imports();
    body.push('v1 = APIRouter()', 'v2 = APIRouter()', ...all('v1'), ...all('v2'), `${app} = FastAPI()`);
    body.push(`${app}.include_router(v1, prefix="/v1")`, `${app}.include_router(v2, prefix="/v2")`);
    drive.push(app);
  },
  'mounted between': ({ draft, imports, body, drive, app, router, include }) => {
    imports();
    const at = 1 + draft.random.below(draft.packages.length);
    body.push(`${app} = FastAPI()`, `${router} = APIRouter()`);
    draft.packages.forEach((name, index) => {
      body.push(include(router, name));
      if (index + 1 === at) body.push(`${app}.include_router(${router})`);
    });
    drive.push(app, router);
  },
};
