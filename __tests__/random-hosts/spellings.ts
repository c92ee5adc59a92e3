import { BLUEPRINT, below, type Draft, pascal, singularOf } from './package-draft.js';

/** How a file imports something of a package: the line, and the expression that then leads to it. */
export type Spelling = (name: string) => { readonly line: string; readonly expression: string };

/** What stands for a package in an import: absolute, or relative to the module that imports. */
function pathOf(draft: Draft, name: string, relative: boolean): string {
  if (!relative) return below(draft.importRoot, name);
  const inside = draft.module.split('.').length - draft.importRoot.split('.').length;
  return '.'.repeat(inside) + name;
}

function canBeRelative({ importRoot, module }: Draft): boolean {
  return importRoot !== '' && module.startsWith(`${importRoot}.`);
}

function aliasing({ random, importRoot }: Draft, leaf: string): (name: string) => string {
  const last = leaf === 'Base' ? 'base' : leaf;
  const isModels = leaf === 'models' || leaf === 'Base';
  return random.pick([
    (name: string) => `${name}_${last}`,
    (name: string) => `${name}_${last}`,
    (name: string) => `${singularOf(name)}_${last}`,
    // A file with both models and routers has these names for one of them alone.
    (name: string) => (isModels ? `${name}_tables` : importRoot === '' ? `the_${name}` : name),
    (name: string) => (isModels ? `_${last}_of_${name}` : `_${name}`),
    (name: string) => `${last}_${name}`,
    (name: string) => `${pascal(name)}${pascal(last)}`,
  ]);
}

/** One way to reach `<package>.<module>.<object>`. */
export function spellingOf(draft: Draft, module: string, object: string): Spelling {
  const { random } = draft;
  const relative = canBeRelative(draft) && random.chance(0.3);
  const path = (name: string): string => pathOf(draft, name, relative);
  const ofModule = aliasing(draft, module);
  const ofObject = aliasing(draft, object);
  const spelled = (line: (name: string) => string, expression: (name: string) => string): Spelling => {
    return (name) => ({ line: line(name), expression: expression(name) });
  };
  const ways: (readonly [string, Spelling])[] = [
    [
      'from package import module as alias',
      spelled(
        (name) => `from ${path(name)} import ${module} as ${ofModule(name)}`,
        (name) => `${ofModule(name)}.${object}`,
      ),
    ],
    [
      'from module import object as alias',
      spelled(
        (name) => `from ${path(name)}.${module} import ${object} as ${ofObject(name)}`,
        (name) => ofObject(name),
      ),
    ],
    [
      'parenthesised import',
      spelled(
        (name) => `from ${path(name)}.${module} import (\n    ${object} as ${ofObject(name)},\n)`,
        (name) => ofObject(name),
      ),
    ],
    [
      'import with a line continuation',
      spelled(
        (name) => `from ${path(name)} \\\n    import ${module} as ${ofModule(name)}`,
        (name) => `${ofModule(name)}.${object}`,
      ),
    ],
  ];
  if (!relative) {
    ways.push(
      [
        'import module',
        spelled(
          (name) => `import ${path(name)}.${module}`,
          (name) => `${path(name)}.${module}.${object}`,
        ),
      ],
      [
        'import module as alias',
        spelled(
          (name) => `import ${path(name)}.${module} as ${ofModule(name)}`,
          (name) => `${ofModule(name)}.${object}`,
        ),
      ],
    );
  }
  // The router of a package whose __init__ has it.
  if (object === draft.object && draft.world[below(draft.importRoot, BLUEPRINT)]?.[object] === 'router') {
    ways.push([
      'through __init__',
      spelled(
        (name) => `from ${path(name)} import ${object} as ${ofObject(name)}`,
        (name) => ofObject(name),
      ),
    ]);
  }
  if (draft.importRoot !== '' && draft.world[below(draft.importRoot, BLUEPRINT)]?.[module] === 'module') {
    const root = relative ? pathOf(draft, '', true) : draft.importRoot;
    ways.push([
      'the package itself',
      spelled(
        (name) => `from ${root} import ${name}`,
        (name) => `${name}.${module}.${object}`,
      ),
    ]);
  }
  const [shape, spelling] = random.pick(ways);
  draft.shapes.push(shape, ...(relative ? ['relative import'] : []));
  return spelling;
}

/** The import lines of all packages: in order, shuffled, sorted, or some of them grouped in one statement. */
export function importLines(draft: Draft, spelling: Spelling): string[] {
  const { random, packages } = draft;
  const lines = packages.map((name) => spelling(name).line);
  const way = random.below(10);
  if (way < 4) return lines;
  if (way < 6) return [...lines].sort();
  if (way < 8) return random.shuffled(lines);
  const plain = lines.filter((line) => line.startsWith('import ') && !line.includes('\n'));
  if (plain.length === lines.length) {
    draft.shapes.push('grouped import');
    return [`import ${plain.map((line) => line.slice('import '.length)).join(', ')}`];
  }
  return lines.map((line) => {
    if (line.includes('\n') || line.startsWith('import ') || !random.chance(0.5)) return line;
    const [, path, names] = /^from (\S+) import (.*)$/.exec(line) ?? [];
    const isPackage = packages.includes(/\w*$/.exec(path ?? '')?.[0] ?? '');
    if (!isPackage) return line;
    draft.shapes.push('grouped import');
    const other = names?.startsWith('models') ? draft.role : 'models';
    return `from ${path} import ${names}, ${other} as ${/([a-z_]+)$/.exec(path ?? '')?.[1] ?? ''}_${other}_too`;
  });
}
