/** The document of a command that shows a text and does nothing: its help, its version. Small, because help is quick. */
export function shownDocument(command: string, text: string, folder: string): object {
  return {
    version: 1,
    command,
    status: 0,
    result: 'shown',
    folder,
    plan: null,
    proof: null,
    refusals: [],
    nextSteps: [],
    error: null,
    text,
  };
}
