/** What teams choose when they write a backend, and combinations of it in which each two choices stand together once. */

export const CHOICES = {
  session: ['sync', 'async'],
  orm: ['mapped', 'column', 'sqlmodel'],
  key: ['int', 'uuid'],
  pydantic: ['2', '1'],
  layers: ['functions', 'service', 'repository', 'generic', 'handlers'],
  commits: ['below', 'service', 'dependency', 'handler'],
  given: ['default', 'annotated', 'alias'],
  imports: ['absolute', 'relative'],
  prefix: ['router', 'include'],
  layout: ['feature', 'layers'],
  guard: ['nothing', 'parameter', 'router', 'check', 'decorator'],
  slash: ['', '/'],
  paths: ['plain', 'said', 'behind'],
  verb: ['patch', 'put'],
  raises: ['http', 'own'],
  created: ['201', '200'],
  said: ['', '200', '202'],
  updated: ['record', 'message', 'nothing'],
  deleted: ['nothing', 'message', 'record'],
  shown: ['Read', 'Out', 'Response'],
  list: ['plain', 'total'],
  lookup: ['get', 'where'],
} as const;

type Name = keyof typeof CHOICES;
export type Choices = { readonly [name in Name]: (typeof CHOICES)[name][number] };

const NAMES = Object.keys(CHOICES) as readonly Name[];

/** SQLAlchemy 1.4 and FastAPI of Pydantic 1's time: neither annotated columns, nor a type for UUIDs, nor SQLModel. */
function isPossible(chosen: Partial<Choices>): boolean {
  const { pydantic, orm, key, layers, commits } = chosen;
  // Where handlers run the statements nothing is below them.
  if (layers === 'handlers' && commits === 'handler') return false;
  // Only a service on a repository has one between.
  if (layers !== undefined && layers !== 'repository' && commits === 'service') return false;
  return pydantic !== '1' || ((orm ?? 'column') === 'column' && (key ?? 'int') === 'int');
}

const pairOf = (one: Name, first: string, other: Name, second: string): string => `${one}=${first} ${other}=${second}`;

/** The pairs that a combination has. */
export function pairsIn(chosen: Partial<Choices>): readonly string[] {
  return NAMES.flatMap((one, index) =>
    NAMES.slice(index + 1).flatMap((other) => {
      const [first, second] = [chosen[one], chosen[other]];
      return first === undefined || second === undefined ? [] : pairOf(one, first, other, second);
    }),
  );
}

/** Every two choices that are possible together. */
export function allPairs(): ReadonlySet<string> {
  const pairs = NAMES.flatMap((one, index) =>
    NAMES.slice(index + 1).flatMap((other) =>
      CHOICES[one].flatMap((first) =>
        CHOICES[other].flatMap((second) =>
          isPossible({ [one]: first, [other]: second }) ? pairOf(one, first, other, second) : [],
        ),
      ),
    ),
  );
  return new Set(pairs);
}

/** Few combinations that have all pairs: each begins with a pair that is missing and takes what brings most others. */
export function combinations(): readonly Choices[] {
  const missing = new Set(allPairs());
  const made: Choices[] = [];
  while (missing.size > 0) {
    const [pair = ''] = missing;
    let chosen = Object.fromEntries(pair.split(' ').map((each) => each.split('='))) as Partial<Choices>;
    for (const name of NAMES) {
      if (chosen[name] !== undefined) continue;
      const ways = CHOICES[name].map((value) => ({ ...chosen, [name]: value })).filter(isPossible);
      const worth = (way: Partial<Choices>): number => pairsIn(way).filter((each) => missing.has(each)).length;
      chosen = ways.reduce((best, way) => (worth(way) > worth(best) ? way : best));
    }
    for (const each of pairsIn(chosen)) missing.delete(each);
    made.push(chosen as Choices);
  }
  return made;
}

/** `async mapped uuid 2 service below …` */
export function nameOf(chosen: Choices): string {
  return NAMES.map((name) => chosen[name] || 'bare').join(' ');
}
