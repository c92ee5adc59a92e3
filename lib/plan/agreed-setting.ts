/** What all models of one package are asked for with, where the package can have one of it. */
import type { ModelSpec } from '../request/model.js';
import type { ModelSettings } from '../request/settings.js';

/** `value` is nothing where the first does not ask for it; `isSplit` says that another one asks for something else. */
export function agreedSetting<Name extends keyof ModelSettings>(
  models: readonly ModelSpec[],
  name: Name,
): { readonly value: ModelSettings[Name] | undefined; readonly isSplit: boolean } {
  const [value, other] = new Set(models.map(({ settings }) => settings[name]));
  return { value, isSplit: other !== undefined };
}
