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
  /** A text that is in no file of the host: of a library. */
  text(path: string, source: string): ParsedFile;
  /** The files below a folder, tests and environments left out. */
  below(folder: string): readonly string[];
  /** Those whose text holds a word. */
  mentioning(folder: string, word: string): readonly string[];
  /** The same with other texts in some files, the last one of each; what was parsed of the other files is shared. */
  with(texts: readonly EditedText[]): ParsedFiles;
};

/** What a file has after an edit. */
export type EditedText = { readonly path: string; readonly after: string };

/**
 * The texts that files had so far, by path: what a step of the run has parsed the next one takes, and an edit that is
 * made again gives the same tree again.
 */
export type ReadTexts = {
  of(path: string, source: string, parser: PythonParser): ParsedFile;
  /** A text that the run gives to a file. What was parsed of it is let go once many others were parsed. */
  edited(path: string, source: string, parser: PythonParser): ParsedFile;
};

/** A file that registers a thousand packages has as many texts, and nobody comes back to one of long ago. */
const MOST_TEXTS = 8;

export function readTexts(): ReadTexts {
  const versions = new Map<string, readonly ParsedFile[]>();
  const trees = recentTrees();
  const known = (path: string, source: string, parsed: () => ParsedFile): ParsedFile => {
    const all = versions.get(path) ?? [];
    const same = all.find((each) => each.source === source);
    if (same !== undefined) return same;
    const file = parsed();
    versions.set(path, [...all.slice(1 - MOST_TEXTS), file]);
    return file;
  };
  return {
    of: (path, source, parser) => known(path, source, () => parsedLater(path, source, parser)),
    edited: (path, source, parser) => known(path, source, () => parsedForNow(path, source, parser, trees)),
  };
}

/** Letters of source whose trees are kept: some five packages. */
const MOST_LETTERS = 120_000;

/** The trees that were asked for last. */
type RecentTrees = { of(file: ParsedFile, parse: () => PythonTree): PythonTree };

function recentTrees(): RecentTrees {
  const trees = new Map<ParsedFile, PythonTree>();
  let letters = 0;
  return {
    of: (file, parse) => {
      const known = trees.get(file);
      const tree = known ?? parse();
      trees.delete(file);
      trees.set(file, tree);
      if (known === undefined) letters += tree.source.length;
      for (const [oldest] of trees) {
        if (letters <= MOST_LETTERS || oldest === file) break;
        trees.delete(oldest);
        letters -= oldest.source.length;
      }
      return tree;
    },
  };
}

function parsedForNow(path: string, source: string, parser: PythonParser, trees: RecentTrees): ParsedFile {
  const file = {
    path,
    source,
    get tree(): PythonTree {
      return trees.of(file, () => parser.parse(source));
    },
  };
  return file;
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
  const text = (path: string, source: string): ParsedFile => texts.of(path, source, parser);
  const base = { files, at, text, below, parsed: (path: string, after: string) => texts.edited(path, after, parser) };
  return opened(base, new Map());
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

type Base = Pick<ParsedFiles, 'files' | 'at' | 'text' | 'below'> & {
  readonly parsed: (path: string, text: string) => ParsedFile;
};

/** The files with all edits over them at once: a run of many packages makes thousands. */
function opened(base: Base, edited: ReadonlyMap<string, ParsedFile>): ParsedFiles {
  const at = (path: string): ParsedFile | undefined => edited.get(path) ?? base.at(path);
  const walked = new Map<string, readonly string[]>();
  const below = (folder: string): readonly string[] => {
    if (edited.size === 0) return base.below(folder);
    const inside = [...edited.keys()].filter((path) => isInside(folder, path));
    const paths = walked.get(folder) ?? [...new Set([...base.below(folder), ...inside])];
    walked.set(folder, paths);
    return paths;
  };
  const found = new Map<string, readonly string[]>();
  const mentioning = (folder: string, word: string): readonly string[] => {
    const key = `${word} ${folder}`;
    const paths = found.get(key) ?? below(folder).filter((path) => at(path)?.source.includes(word));
    found.set(key, paths);
    return paths;
  };
  let files = edited.size === 0 ? base.files : undefined;
  const itself: ParsedFiles = {
    get files() {
      files ??= overlaid(base.files, new Map([...edited].map(([path, { source }]) => [path, source])));
      return files;
    },
    at,
    text: base.text,
    below,
    mentioning,
    with: (texts) => {
      const after = new Map(edited);
      for (const { path, after: text } of texts) after.set(path, base.parsed(path, text));
      const isSame = texts.every(({ path }) => after.get(path) === at(path));
      return isSame ? itself : opened(base, after);
    },
  };
  return itself;
}
