/** The Python files of a host, each read once and parsed once in a run, whoever asks and from whatever root. */
import type { PythonParser, PythonTree } from '../python/syntax.js';
import { anyTextOf, type HostFiles, overlaid } from './files.js';
import { isFile, isInside } from './paths.js';
import { isLarge, pythonFilesBelow } from './scan.js';

/** One text of one file; its tree is made when somebody asks for it. */
export type ParsedFile = { readonly path: string; readonly source: string; readonly tree: PythonTree };

export type ParsedFiles = {
  readonly files: HostFiles;
  at(path: string): ParsedFile | undefined;
  /** The files below a folder, tests and environments left out. */
  below(folder: string): readonly string[];
  /** Those whose text holds a word. */
  mentioning(folder: string, word: string): readonly string[];
  /** The same with another text in one file; what was parsed of the other files is shared. */
  with(path: string, text: string): ParsedFiles;
};

/**
 * Every text that files had so far, by path: what a step of the run has parsed the next one takes, and an edit that is
 * made again gives the same tree again.
 */
export type ReadTexts = { of(path: string, source: string, parser: PythonParser): ParsedFile };

export function readTexts(): ReadTexts {
  const versions = new Map<string, ParsedFile[]>();
  return {
    of: (path, source, parser) => {
      const known = versions.get(path) ?? [];
      const same = known.find((each) => each.source === source);
      if (same !== undefined) return same;
      const file = parsedLater(path, source, parser);
      versions.set(path, [...known, file]);
      return file;
    },
  };
}

export function parsedFiles(files: HostFiles, parser: PythonParser, texts: ReadTexts = readTexts()): ParsedFiles {
  const known = new Map<string, ParsedFile | undefined>();
  const at = (path: string): ParsedFile | undefined => {
    if (known.has(path)) return known.get(path);
    const source =
      path.endsWith('.py') && isFile(files, path) && !isLarge(files, path) ? anyTextOf(files, path) : undefined;
    const file = source === undefined ? undefined : texts.of(path, source, parser);
    known.set(path, file);
    return file;
  };
  const walked = new Map<string, readonly string[]>();
  const below = (folder: string): readonly string[] => {
    const paths = walked.get(folder) ?? pythonFilesBelow(files, folder);
    walked.set(folder, paths);
    return paths;
  };
  const mentioning = (folder: string, word: string): readonly string[] =>
    below(folder).filter((path) => at(path)?.source.includes(word));
  return editable({ files, at, below, mentioning }, (path, text) => texts.of(path, text, parser));
}

/** Most files are only looked at for a word: they are parsed when somebody asks for more. */
function parsedLater(path: string, source: string, parser: PythonParser): ParsedFile {
  let tree: PythonTree | undefined;
  return {
    path,
    source,
    get tree() {
      tree ??= parser.parse(source);
      return tree;
    },
  };
}

function editable(below: Omit<ParsedFiles, 'with'>, parsed: (path: string, text: string) => ParsedFile): ParsedFiles {
  const itself: ParsedFiles = {
    ...below,
    with: (path, text) => {
      const changed = parsed(path, text);
      if (changed === below.at(path)) return itself;
      const files = overlaid(below.files, path, text);
      const at = (each: string): ParsedFile | undefined => (each === path ? changed : below.at(each));
      const mentioning = (folder: string, word: string): readonly string[] => {
        const paths = new Set([...below.mentioning(folder, word), ...(isInside(folder, path) ? [path] : [])]);
        return [...paths].filter((each) => at(each)?.source.includes(word));
      };
      const inside = (folder: string): readonly string[] => [
        ...new Set([...below.below(folder), ...(isInside(folder, path) ? [path] : [])]),
      ];
      return editable({ files, at, below: inside, mentioning }, parsed);
    },
  };
  return itself;
}
