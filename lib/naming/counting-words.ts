/** Names that say how many there are, which `account`, `discount`, `counter` and `country` do not. */
export const COUNTS: RegExp = /(?<!ac|dis|en)count(?!er|r|y|ies)/i;
