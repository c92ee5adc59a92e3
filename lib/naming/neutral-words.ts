/** Words of labels and paths that say nothing of one package: a version, `api`, `admin`. */

const NEUTRAL =
  /^(?:|v?\d+|admin|administration|api|apis|crud|external|internal|private|public|endpoints?|management|module|operations|resources?|routes?|routers?|services?)$/iu;

/** Whether a label says nothing of any package: a version, a number, `api`. */
export function isNeutral(text: string): boolean {
  return text.split(/[^\p{L}\p{N}]+/u).every((word) => NEUTRAL.test(word));
}

/** Segments that many packages share: they say nothing about one. */
const COMMON = /^(?:|api|apis|rest|backend|v\d+|public|private|internal|external|admin|app|web)$/i;

export function isCommonPath(path: string): boolean {
  return path.split('/').every((segment) => COMMON.test(segment));
}
