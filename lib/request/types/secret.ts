/** `secret.80`: a text that a client sends and that nobody is shown. */
import { sizedText } from './str.js';
import type { TypeRules } from './type-rules.js';

export type SecretType = { readonly kind: 'secret'; readonly max: number };

export const secret: TypeRules<SecretType> = { ...sizedText('secret'), isHidden: true, foreign: 'password passphrase' };
