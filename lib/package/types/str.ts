/** `str`: a text of at most so many characters. */
import { fine, type TypeRow } from './row.js';
import { anyText } from './texts.js';

export const str: TypeRow = { ...anyText, isPlainJson: true, onPydantic1: fine, wrongOnPydantic1: '[]' };
