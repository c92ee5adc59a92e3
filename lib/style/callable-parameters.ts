/** The parameters of a layer's operation in an order that Python takes, each under a name of its own. */
import type { DataForm, LayerParameter } from './layers.js';

/** Parameters as Python takes them: each under a name of its own, those without a default first, and `**data` last. */
export function callableParameters(parameters: readonly LayerParameter[], data: DataForm): readonly LayerParameter[] {
  const names = parameters.map(({ name }) => name);
  const named = parameters.map((each, index) =>
    names.indexOf(each.name) === index
      ? each
      : {
          ...each,
          name: each.kind !== 'data' ? `${each.name}_${each.kind}` : each.name === 'data' ? 'values' : 'data',
        },
  );
  const isLate = ({ given, default: value }: LayerParameter): boolean => value !== undefined || given === 'only-name';
  const isLast = ({ kind }: LayerParameter): boolean => kind === 'data' && data === 'keywords';
  const ordered = [...named.filter((each) => !isLate(each)), ...named.filter(isLate)];
  return [...ordered.filter((each) => !isLast(each)), ...ordered.filter(isLast)];
}
