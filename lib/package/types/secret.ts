/** `secret`: a text that no answer has, nor the `repr` of what a log may print. */
import { fine, type TypeRow } from './row.js';
import { anyText } from './texts.js';

export const secret: TypeRow = {
  ...anyText,
  sqlModel: (given) => [...(anyText.sqlModel?.(given) ?? []), ['repr', 'False']],
  input: (given) => {
    const { rules = [], ...input } = anyText.input(given);
    return { ...input, rules: [...rules, 'repr=False'] };
  },
  isPlainJson: true,
  onPydantic1: fine,
  wrongOnPydantic1: '[]',
};
