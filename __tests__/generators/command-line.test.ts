import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { APP_OPTIONS } from '../../generators/app/options.js';
import { MODEL_OPTIONS } from '../../generators/model/options.js';
import { type CommandLine, readCommandLine } from '../../generators/yeoman/command-line.js';
import { ownCommand } from '../../generators/yeoman/given-up-root.js';
import { helpText } from '../../generators/yeoman/help.js';
import { atTerminal, copyOfStandard, run } from './run.js';

const read = (text: string): CommandLine => readCommandLine(text.split(' ').filter(Boolean), APP_OPTIONS);

describe('the command line without yo', () => {
  test.each<[string, CommandLine]>([
    ['--help', { kind: 'help', command: 'app' }],
    ['help', { kind: 'help', command: 'app' }],
    ['invoices -h', { kind: 'help', command: 'app' }],
    ['model --help', { kind: 'help', command: 'model' }],
    ['help model', { kind: 'help', command: 'model' }],
    ['--version', { kind: 'version' }],
    [
      'invoices a:int --dry-run -y',
      { kind: 'run', command: 'app', args: ['invoices', 'a:int'], options: { dryRun: true, yes: true } },
    ],
    ['field users User a:int', { kind: 'run', command: 'field', args: ['users', 'User', 'a:int'], options: {} }],
    ['model invoices Line a:int', { kind: 'run', command: 'model', args: ['invoices', 'Line', 'a:int'], options: {} }],
    ['invoices --no-register', { kind: 'run', command: 'app', args: ['invoices'], options: { register: false } }],
    ['new a:int', { kind: 'run', command: 'app', args: ['new', 'a:int'], options: {} }],
  ])('%s is understood', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    ['feild invoices Invoice a:int', 'Did you mean generator-backend-package field invoices Invoice?'],
    ['modle invoices Line a:int', 'Did you mean generator-backend-package model invoices Line?'],
    ['new invoices a:int', "A package's name comes first: generator-backend-package invoices number:str.32:unique"],
  ])('%s is no command: %s', (text, message) => {
    const line = read(text);
    expect(line.kind === 'wrong' ? line.refusal.hint : line).toBe(message);
  });

  test.each(['app', 'model', 'field', 'inspect', 'undo'] as const)(
    'the help of %s has three examples or more, each of them understood',
    (command) => {
      const usage = readFileSync(join(import.meta.dirname, `../../generators/${command}/USAGE`), 'utf8');
      const text = helpText(command, [], usage);
      const examples = [...text.matchAll(/^ {2}generator-backend-package (.*)$/gm)]
        .map(([, words = '']) => words.replace(/ >.*/, ''))
        .filter((words) => !words.includes('[options]') && !words.includes('|'));
      expect(examples.length).toBeGreaterThanOrEqual(3);
      const understood = examples.map((words) => readCommandLine(words.split(' '), APP_OPTIONS));
      expect(understood.filter((line) => line.kind !== 'run' || line.command !== command)).toEqual([]);
    },
  );

  test('the help of the first command names all of them', () => {
    for (const command of ['model', 'field', 'inspect', 'undo', 'completion'])
      expect(helpText('app', APP_OPTIONS, '')).toContain(`  generator-backend-package ${command} `);
  });

  test('the help shows our options alone, and the commands of this door', () => {
    const text = helpText('app', APP_OPTIONS, 'Examples:\n  yo backend-package a\n  yo backend-package:model a B\n');
    expect(text).toContain('\n  -y, --yes ');
    expect(text).toContain(
      "      --no-register           Leave the backend's files alone and print the lines to add\n",
    );
    expect(text).toMatch(/Examples:\n {2}generator-backend-package a\n {2}generator-backend-package model a B\n$/);
    expect(text).not.toMatch(/skip-install|skip-cache|force-install/);
    expect(helpText('model', MODEL_OPTIONS, '')).not.toContain('--no-register');
  });
});

describe('what the generator says of options', () => {
  test.each([
    [{ modle: 'X' }, 'There is no option --modle. Did you mean --model?'],
    [{ n: true }, 'There is no option -n. --dry-run prints the plan and writes nothing'],
    [{ tests: false }, 'There is no option --no-tests: a package comes with its tests.'],
    [{ constructor: true }, 'There is no option --constructor.'],
    [{ z: true }, 'There is no option -z.'],
    [{ registry: false }, 'There is no option --no-registry. Did you mean --no-register?'],
    [{ colour: false }, 'There is no option --no-colour.'],
  ])('%j: %s', async (options, message) => {
    const { error } = await run(copyOfStandard(), ['backend-package:app', 'invoices'], { options });
    expect(error).toMatchObject({ code: 2, message: expect.stringContaining(message) });
  });

  test('every option, name and field that is wrong is told at once, with what is wrong with the backend', async () => {
    const options = { modle: 'X', like: '', main: 'none.py' };
    const { error } = await run(copyOfStandard(), ['backend-package:app', 'class', 'a:strr'], { options });
    const ids = [...(error?.message ?? '').matchAll(/^\[([\w-]+)\]/gm)].map(([, id]) => id);
    expect(ids).toEqual(['option-unknown', 'option-without-value', 'package-name', 'field-wrong', 'flag-wrong']);
  });

  test('a package.json and a .yo-rc.json that are broken are none of our business', async () => {
    const folder = copyOfStandard();
    for (const name of ['package.json', '.yo-rc.json']) writeFileSync(join(folder, name), '{broken');
    const outcome = await run(folder, ['backend-package:app', 'invoices', 'a:int'], { options: { dryRun: true } });
    expect(outcome.error).toBeUndefined();
    expect(outcome.printed).toContain('invoices: model Invoice');
  });

  test('who leaves a question with Ctrl-C gets one line and status 5', async () => {
    const answer = (): never => {
      throw Object.assign(new Error('User force closed the prompt with SIGINT'), { name: 'ExitPromptError' });
    };
    const outcome = await atTerminal(() => run(copyOfStandard(), ['backend-package:app'], { answer }));
    expect(outcome.error).toMatchObject({ code: 5, message: '[interrupted] Interrupted: nothing was written.' });
  });
});

test.each([
  [['backend-package', 'invoices', "text:str:default=it's"], "invoices 'text:str:default=it'\\''s'"],
  [['backend-package:app', 'invoices', '--yes'], 'invoices --yes'],
  [['backend-package:model', 'invoices', 'Line', 'quantity:int'], 'model invoices Line quantity:int'],
])('the words of yo %j are told as those of the own command', (words, own) => {
  expect(ownCommand(words)).toBe(`npx generator-backend-package ${own}`);
});
