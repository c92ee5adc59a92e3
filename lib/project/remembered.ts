/** What is worked out once for each text of each object: of a project, of the files of a host. */

/** The same function, which remembers its answers as long as the object is there. */
export function rememberedFor<Of extends object, Answer>(
  read: (of: Of, key: string) => Answer,
): (of: Of, key: string) => Answer {
  const all = new WeakMap<Of, Map<string, Answer>>();
  return (of, key) => {
    const known = all.get(of) ?? new Map<string, Answer>();
    all.set(of, known);
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as Answer;
    const answer = read(of, key);
    known.set(key, answer);
    return answer;
  };
}
