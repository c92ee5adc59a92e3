/** What makes a class of the blueprint a model besides its base: the decorator of a registry, and whether it is a dataclass. */
import { leadsToDataclass } from '../../framework/base-and-session.js';
import { mappingOf } from '../../framework/tables.js';
import { type CopiedText, copiedText } from '../../project/copied-text.js';
import { childOf, type PythonNode } from '../../python/syntax.js';
import type { Dimension } from '../dimension.js';
import { definitionOf, mainModel } from '../main-model.js';

export type ModelMapping = {
  /** The decorator without its `@`; a class that has one needs no base. */
  readonly decorator: CopiedText | undefined;
  /** What the brackets say behind the bases: `kw_only=True`. */
  readonly keywords: readonly string[];
  /** Whether `__init__` takes the columns as those of a dataclass, and then whether their order does not matter. */
  readonly dataclass: 'no' | 'ordered' | 'keywords';
};

export const mapping: Dimension<ModelMapping> = {
  id: 'mapping',
  default: { decorator: undefined, keywords: [], dataclass: 'no' },
  learn(host) {
    const main = mainModel(host);
    if (main === undefined) return undefined;
    const { module, node } = main;
    const found = mappingOf(node);
    const dataclass = leadsToDataclass(definitionOf(main), host.modules);
    if (found === undefined && dataclass === undefined) return undefined;
    const place = host.place(module, node.line);
    const decorator = found && copiedText(module, found.decorator, () => false);
    if (found !== undefined && decorator === undefined) {
      return {
        id: 'mapping-decorator',
        status: 3,
        at: place,
        reason: `The models are mapped with @${found.decorator.text}, which another module cannot import.`,
        hint: 'Write like another package: --like PACKAGE.',
      };
    }
    const own = keywordsOf(node);
    const isKeywords = [...(dataclass ?? []), ...(found === undefined ? [] : [found.decorator])].some((each) =>
      /\bkw_only\s*=\s*True\b/.test(each.text),
    );
    const isDataclass = dataclass !== undefined || found?.isDataclass === true;
    return {
      value: {
        decorator,
        keywords: own.map(({ text }) => text),
        dataclass: isDataclass ? (isKeywords ? 'keywords' : 'ordered') : 'no',
      },
      at: host.at(module, node.line),
    };
  },
};

/** The keywords of a class that are about every dataclass. */
function keywordsOf(node: PythonNode): readonly PythonNode[] {
  const given = childOf(node, 'superclasses')?.named.filter(({ type }) => type === 'keyword_argument') ?? [];
  return given.filter((each) => OF_DATACLASSES.has(childOf(each, 'name')?.text ?? ''));
}

const OF_DATACLASSES: ReadonlySet<string> = new Set('init repr eq order unsafe_hash match_args kw_only'.split(' '));
