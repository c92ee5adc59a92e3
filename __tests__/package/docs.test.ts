// Every command that the README and the pages of docs/ show is understood, and every one in a block of its own runs.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { APP_OPTIONS } from '../../generators/app/options.js';
import { AGENT_VARIABLES } from '../../generators/yeoman/agent.js';
import { readCommandLine } from '../../generators/yeoman/command-line.js';
import { run } from '../../scripts/python.mjs';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/generators/cli.js');
const scratch = mkdtempSync(join(tmpdir(), 'backend-package-docs-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Of a person, and of nobody else's runs. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !AGENT_VARIABLES.includes(name))),
  XDG_STATE_HOME: join(scratch, 'state'),
};

const PAGES = [
  'README.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');
const blocks = (page: string, language: string): readonly string[] =>
  [...textOf(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);

/** The words behind the command, without comments and what its output is piped into. */
function wordsOf(line: string): readonly string[] | undefined {
  const text = /^(?:npx )?(?:generator-backend-package|yo backend-package(?::(\w+))?)\b(.*)$/.exec(line.trim());
  if (text === null) return undefined;
  const [, command, rest = ''] = text;
  const words = rest.replace(/\s(?:#|\|).*$/, '').split(/\s+/);
  return [...(command === undefined ? [] : [command]), ...words].filter(Boolean);
}

const commandsIn = (page: string): readonly (readonly string[])[] =>
  blocks(page, 'sh')
    .flatMap((text) => text.split('\n').flatMap((line) => [wordsOf(line) ?? []]))
    .filter((words) => words.length > 0);

/** What stands for a field by itself: `total:decimal.10.2:ge=0`. */
const fieldsIn = (page: string): readonly string[] =>
  [
    ...textOf(page).matchAll(
      /`([a-z]\w*:(?:str|text|u?int|bigint|decimal|float|date|datetime|enum|ref|m2m|list|bool)\b[^`]*)`/g,
    ),
  ].map(([, text = '']) => text);

describe.each(PAGES)('%s', (page) => {
  test('shows no command that is not understood', () => {
    const inText = [
      ...textOf(page)
        .replaceAll(/^```.*?^```/gms, '')
        .matchAll(/`([^`\n]+)`/g),
    ].map(([, text = '']) => text);
    const shown = [...commandsIn(page), ...inText.flatMap((text) => [wordsOf(text) ?? []])];
    // A command without words, or with dots for some, stands for what it is.
    const whole = shown.filter((words) => words.length > 0 && !words.includes('…'));
    const wrong = whole.filter((words) => readCommandLine([...words], APP_OPTIONS).kind === 'wrong');
    expect(wrong).toEqual([]);
  });

  // Letters, digits and these mean themselves in bash, dash, zsh, fish and PowerShell; a word with anything else is quoted.
  test('shows commands and fields that are typed as they stand, in any shell', () => {
    const shown = [...commandsIn(page).flat(), ...fieldsIn(page)];
    expect(shown.filter((word) => !/^[\w:.=/+-]+$|^(?:--?[\w-]+=)?(["']).*\1$|^…$/.test(word))).toEqual([]);
  });

  test('leads to pages and pictures that are there', () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) =>
      join(root, page, '..', path),
    );
    expect(links.filter((path) => readdirSync(join(path, '..')).every((name) => !path.endsWith(`/${name}`)))).toEqual(
      [],
    );
  });
});

const WRITES_NOTHING = ['inspect', '--help', '--version', '--dry-run'];

test.each(PAGES.filter((page) => commandsIn(page).length > 0))(
  '%s: its commands run one after the other',
  async (page) => {
    const folder = join(scratch, page.replaceAll('/', ' '));
    cpSync(join(root, '__tests__/hosts/standard'), folder, { recursive: true });
    for (const text of blocks(page, 'yaml')) {
      const name = /^# (\S+\.yaml)\n/.exec(text)?.[1];
      if (name !== undefined) writeFileSync(join(folder, 'backend', name), text);
    }
    for (const words of commandsIn(page)) {
      const isQuiet = words.some((word) => WRITES_NOTHING.includes(word));
      const args = [
        cli,
        ...words,
        ...(isQuiet ? [] : ['--yes']),
        ...(words[0] === 'undo' || isQuiet ? [] : ['--proof=off']),
      ];
      const { status, stderr } = await run(process.execPath, args, {
        cwd: join(folder, 'backend'),
        env,
      });
      expect([words.join(' '), status, stderr]).toEqual([words.join(' '), 0, stderr]);
    }
  },
  120_000,
);

test('the picture is a run as it is today', async () => {
  const folder = join(scratch, 'picture');
  cpSync(join(root, '__tests__/hosts/standard'), folder, { recursive: true });
  const svg = textOf('docs/run.svg').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const [prompt = '', ...lines] = [...svg.matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, line = '']) => line);
  const cwd = join(folder, 'backend');
  const ended = await run(process.execPath, [cli, ...(wordsOf(prompt.slice(2)) ?? []), '--proof=off'], { cwd, env });
  // What is proven needs the host's Python.
  const isProof = (line: string): boolean => /^ {4}(?:not )?proven/.test(line);
  expect(lines.filter((line) => !isProof(line)).join('\n')).toBe((ended.stdout + ended.stderr).trimEnd());
  expect(lines.filter(isProof).length).toBe(1);
});
