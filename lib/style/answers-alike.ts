/** How operations answer that the blueprint lacks or answers in a way that cannot be followed: as those that are most alike. */
import type { Template } from './templates.js';
import type { Wrapped } from './wrapped-answers.js';

/** A list in the generic class that has a record, where the blueprint answers no list: `ApiResponse[list[UserRead]]`. */
export function listLike(record: Wrapped | undefined): Wrapped | undefined {
  const types = [record?.model, record?.annotation].flatMap((type) => type ?? []);
  const isGeneric = types.every(({ holes }) => holes.every(({ kind }) => kind === 'schema' || kind === 'name'));
  if (record === undefined || types.length === 0 || !isGeneric || record.before.length > 0) return undefined;
  if (!types.every(({ holes }) => holes.some(({ kind }) => kind === 'schema'))) return undefined;
  const many = (template: Template): Template => ({
    texts: template.texts.map((text, index) => {
      const isBehind = template.holes[index - 1]?.kind === 'schema';
      const isBefore = template.holes[index]?.kind === 'schema';
      return `${isBehind ? ']' : ''}${text}${isBefore ? 'list[' : ''}`;
    }),
    holes: template.holes.map((hole) =>
      hole.kind === 'words' && hole.form === 'sentence' ? { ...hole, pattern: ofMany(hole.pattern) } : hole,
    ),
  });
  return {
    ...record,
    model: record.model && many(record.model),
    annotation: record.annotation && many(record.annotation),
    value: many(record.value),
  };
}

/** `Users retrieved successfully.` of `User found successfully.` */
const ofMany = (pattern: string): string =>
  pattern
    .replace(/(?:\ban? )?\{([Oo])ne\}/g, (_, letter: string) => (letter === 'O' ? '{Many}' : '{many}'))
    .replace(/\b(?:created|added|updated|changed|found)\b/, 'retrieved');

const DONE: Readonly<Record<'get' | 'create' | 'update', string>> = {
  get: 'found',
  create: 'created',
  update: 'updated',
};

/** The words for another operation. */
export function about(wrapped: Wrapped, operation: 'get' | 'create' | 'update'): Wrapped {
  const holes = wrapped.value.holes.map((hole) =>
    hole.kind === 'words' && hole.form === 'sentence'
      ? {
          ...hole,
          pattern: hole.pattern.replace(/\b(?:created|added|updated|changed|found|retrieved)\b/, DONE[operation]),
        }
      : hole,
  );
  return { ...wrapped, value: { ...wrapped.value, holes } };
}
