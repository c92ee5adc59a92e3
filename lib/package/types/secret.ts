/** `secret`: a text that no answer has, nor the `repr` of what a log may print. */
import { py } from '../print/code.js';
import { sqlalchemy } from '../print/symbols.js';
import { fine, type TypeRow } from './row.js';
import { anyText } from './texts.js';

/** A hash is as long as its function makes it, whatever it is made of. */
const HASH_LENGTH = '255';

export const secret: TypeRow = {
  ...anyText,
  column: (given) =>
    given.field.hash === undefined ? anyText.column(given) : py`${sqlalchemy.String}(${HASH_LENGTH})`,
  sqlModel: (given) => [
    ...(given.field.hash === undefined ? (anyText.sqlModel?.(given) ?? []) : [['max_length', HASH_LENGTH] as const]),
    ['repr', 'False'],
  ],
  isHidden: true,
  isPlainJson: true,
  onPydantic1: fine,
  wrongOnPydantic1: '[]',
};
