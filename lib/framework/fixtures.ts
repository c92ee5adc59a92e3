/** Fixtures of pytest that a host's tests have without asking, for longer than one test. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { assignments, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { parameterName } from './parameter-dependencies.js';

export type LongFixture = { readonly name: string; readonly module: Module; readonly node: PythonNode };

type Fixture = LongFixture & {
  readonly isLong: boolean;
  readonly isAutouse: boolean;
  readonly asks: readonly string[];
};

/**
 * The fixtures of `conftest.py` files that every test has, and that outlive it or ask for what does, while that asks for one
 * of some names: a fixture of that name for one test cannot be given to it.
 */
export function longFixturesAsking(
  modules: Project,
  conftests: readonly string[],
  names: readonly string[],
): readonly LongFixture[] {
  const all = conftests.flatMap((path) => {
    const module = modules.at(path);
    return module === undefined ? [] : [module, ...pluginsOf(module, modules)].flatMap(fixturesIn);
  });
  const asks = ({ asks: asked }: Fixture, seen: readonly string[]): boolean =>
    asked.some((name) => {
      if (names.includes(name)) return true;
      const next = seen.includes(name) ? undefined : all.find((each) => each.name === name);
      return next !== undefined && asks(next, [...seen, name]);
    });
  /** One for each test may ask for one that is for all of them. */
  const leads = (each: Fixture, seen: readonly string[]): boolean => {
    if (each.isLong) return asks(each, seen);
    const next = all.filter(({ name }) => each.asks.includes(name) && !seen.includes(name) && !names.includes(name));
    return next.some((other) => leads(other, [...seen, other.name]));
  };
  return all.filter((each) => each.isAutouse && leads(each, [each.name]));
}

/** `pytest_plugins = ["tests.fixtures.database"]` */
function pluginsOf(module: Module, modules: Project): readonly Module[] {
  const given = assignments(module.tree.root).find(({ name }) => name === 'pytest_plugins');
  const texts = given === undefined ? [] : [...walk(given.value)].filter(({ type }) => type === 'string');
  return texts.flatMap(({ text }) => {
    const file = modules.fileOf(text.slice(1, -1));
    return (file && modules.at(file.path)) ?? [];
  });
}

function fixturesIn(module: Module): readonly Fixture[] {
  return calls(module.tree.root).flatMap(({ node, callee, keywords }) => {
    const decorated = node.parent?.type === 'decorator' ? node.parent.parent : undefined;
    const definition = decorated && childOf(decorated, 'definition');
    if (definition === undefined || callee.text.split('.').at(-1) !== 'fixture') return [];
    const text = (name: string): string => keywords.get(name)?.text.replace(/^["']|["']$/g, '') ?? '';
    return {
      name: text('name') || (childOf(definition, 'name')?.text ?? ''),
      module,
      node: definition,
      isLong: !/^(?:function)?$/.test(text('scope')),
      isAutouse: text('autouse') === 'True',
      asks: parametersOf(definition).map(parameterName),
    };
  });
}
