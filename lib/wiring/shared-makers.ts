/** The functions of a module and the aliases of what they give: what may make the objects of layers. */
import { childOf, type PythonNode, type PythonTree } from '../python/syntax.js';

/** By their names; nothing that is decorated, or in a condition. */
export function makerStatements({ root }: PythonTree): ReadonlyMap<string, PythonNode> {
  return new Map(
    root.named.flatMap((statement): readonly (readonly [string, PythonNode])[] => {
      const only = statement.type === 'expression_statement' ? statement.named[0] : undefined;
      const isAlias = only?.type === 'assignment' && /\bAnnotated\[/.test(only.text);
      const name = isAlias
        ? childOf(only, 'left')?.text
        : statement.type === 'function_definition'
          ? childOf(statement, 'name')?.text
          : undefined;
      return name === undefined ? [] : [[name, statement]];
    }),
  );
}
