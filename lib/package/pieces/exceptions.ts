/** `exceptions.py`: the exceptions of a model, where the blueprint has classes of its own for that. */
import type { ModelSpec } from '../../request/model.js';
import {
  type About,
  type AnswerKind,
  argumentCode,
  argumentList,
  exceptionName,
  mayBeTaken,
  type OwnForm,
  takenField,
} from '../answers.js';
import { type Context, modelWords, resolved } from '../context.js';
import { keyOf } from '../key.js';
import { roleOfFile } from '../modules.js';
import { type Code, join, type Part, py, symbol } from '../print/code.js';
import { storedReferences } from '../references.js';
import { keyPython } from '../types/ref.js';
import { typed } from '../types/table.js';

/** The exceptions of a model that the module of a file defines; nothing where there are none. */
export function exceptions(context: Context, asked: ModelSpec): Part {
  if (context.conventions.layers.kind === 'standard') return undefined;
  const spec = resolved(context, asked);
  const classes = (['missing', 'taken'] as const).flatMap((kind): readonly Code[] => {
    const form = context.conventions.raises[`${kind}By`];
    const isHere = form.kind === 'own' && form.module === roleOfFile(context.file);
    if (!isHere || (kind === 'taken' && !mayBeTaken(spec))) return [];
    return [exceptionClass(context, spec, kind, form)];
  });
  const all = [...classes, ...referenceClasses(context, spec)];
  return all.length > 0 && join('\n\n\n', all);
}

/** The exceptions for what the model refers to, but for those that another model of the package brings. */
function referenceClasses(context: Context, spec: ModelSpec): readonly Code[] {
  const { pkg, conventions } = context;
  const form = conventions.raises.missingBy;
  if (form.kind !== 'own' || form.module !== roleOfFile(context.file)) return [];
  const before = pkg.models.slice(
    0,
    pkg.models.findIndex(({ name }) => name === spec.name),
  );
  const taken = new Set([
    ...(pkg.classes.get(context.file) ?? []),
    ...pkg.models.map((each) => exceptionName(context, each, form)),
    ...before.flatMap((each) =>
      storedReferences(context, each).map(({ words }) => exceptionName(context, words, form)),
    ),
  ]);
  return storedReferences(context, spec)
    .filter(({ words }) => !taken.has(exceptionName(context, words, form)))
    .map(({ words, to }) => exceptionClass(context, words, 'missing', form, keyPython(to.key)));
}

function exceptionClass(
  context: Context,
  spec: ModelSpec,
  kind: AnswerKind,
  form: OwnForm,
  python: Part = keyOf(context).python,
): Code {
  const { key } = modelWords(context, spec);
  const field = takenField(spec);
  const value = field && typed(context, spec, field);
  const about: About = { key, ...(field === undefined ? {} : { value: field.name }) };
  const takes = (form.takes ?? []).map((each): Part => {
    if (each === 'key') return py`${key}: ${python}`;
    return value && py`${value.field.name}: ${value.row.python(value.given)}`;
  });
  const settings = form.settings.map(
    (argument) => py`${argument.name} = ${argumentCode(context, spec, kind, argument, {})}`,
  );
  const init =
    form.takes !== undefined &&
    py`
      def __init__(${join(', ', ['self', ...takes])})${form.isTyped && ' -> None'}:
          super().__init__(${argumentList(context, spec, kind, form.passes, about)})
    `;
  const body = [settings.length > 0 && settings, init].filter(Boolean);
  return py`
    class ${exceptionName(context, spec, form)}(${symbol(form.base.module, form.base.name)}):
        ${body.length === 0 ? 'pass' : join('\n\n', body)}
  `;
}
