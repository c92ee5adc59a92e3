/** Limits of decimals where the host answers Pydantic's errors as they are: what Pydantic tells of them has a Decimal in it, which is no JSON. */
import { BOUNDS, type Bound } from '../../request/types/typed-field.js';
import { type Part, py } from '../print/code.js';
import { abc, decimal, pydantic, pydanticCore } from '../print/symbols.js';
import type { Given, SchemaHelper, TypeRow } from './row.js';

const LIMITS: Readonly<Record<Bound, { readonly name: string; readonly fails: string; readonly type: string }>> = {
  ge: { name: 'at_least', fails: '<', type: 'greater_than_equal' },
  gt: { name: 'more_than', fails: '<=', type: 'greater_than' },
  le: { name: 'at_most', fails: '>', type: 'less_than_equal' },
  lt: { name: 'less_than', fails: '>=', type: 'less_than' },
};

/** Names that these functions have. */
export const LIMIT_NAMES: readonly string[] = Object.values(LIMITS).map(({ name }) => name);

/** The same error as that of Pydantic, with the limit as a string. */
function helper(bound: Bound): SchemaHelper {
  const { name, fails, type } = LIMITS[bound];
  const said = type.replaceAll('_', ' ').replace(/equal$/, 'or equal to');
  return {
    name,
    code: () => py`
      def ${name}(limit: ${decimal.Decimal}) -> ${abc.Callable}[[${decimal.Decimal}], ${decimal.Decimal}]:
          def check(value: ${decimal.Decimal}) -> ${decimal.Decimal}:
              if value ${fails} limit:
                  raise ${pydanticCore.PydanticCustomError}(
                      "${type}", "Input should be ${said} {${bound}}", {"${bound}": str(limit)}
                  )
              return value

          return check
    `,
  };
}

/** Whether the limits of a field have to be told so. */
const isTold = ({ context: { conventions } }: Given): boolean =>
  conventions.invalid.isRaw === true && conventions.pydantic === 2;

const boundsOf = (given: Given): readonly Bound[] =>
  isTold(given) ? BOUNDS.filter((bound) => given.field[bound] !== undefined) : [];

/** The functions that check the limits of a field; none where the rules of `Field` do. */
export const limitHelpers = (given: Given): readonly SchemaHelper[] => boundsOf(given).map(helper);

/** What is told of them beside the type. */
export const limitChecks = (given: Given, literal: TypeRow['literal']): readonly Part[] =>
  boundsOf(given).map(
    (bound) => py`${pydantic.AfterValidator}(${LIMITS[bound].name}(${literal(given, given.field[bound] ?? '')}))`,
  );
