/** What the classes of models are called, after the noun in them, as the host does it. */
import { classOfNoun, nounOfClass } from '../naming/model-class.js';
import type { Field } from '../request/field.js';
import { type ModelSpec, modelSpec } from '../request/model.js';
import type { ModelSettings } from '../request/settings.js';
import type { Style } from '../style/style-values.js';

type Naming = Pick<Style, 'modelNames'>;

/** The class for what somebody calls a model, by its noun or by the class itself. */
export const classOfModel = ({ modelNames }: Naming, name: string): string =>
  classOfNoun(modelNames, nounOfClass(modelNames, name));

/** The model that somebody asks for, with the class that the host would give it. */
export function withClassName(style: Naming, spec: ModelSpec): ModelSpec {
  const { name, fields, settings, deletion } = spec;
  return { ...specOfClass(style, classOfModel(style, name), fields, settings), ...(deletion && { deletion }) };
}

/** A model by its class. */
export function specOfClass(
  { modelNames }: Naming,
  name: string,
  fields: readonly Field[] = [],
  settings?: ModelSettings,
): ModelSpec {
  return modelSpec(name, fields, settings, nounOfClass(modelNames, name));
}
