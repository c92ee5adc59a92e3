// What is done to the terminal's streams, which every run and every copy of this generator shares.
import { expect, jest, test } from '@jest/globals';
import { settleColours, showProgress } from '../../generators/yeoman/terminal.js';

test('a broken pipe is looked after once, however often the generator is loaded in a process', async () => {
  const listening = (): readonly number[] =>
    [process.stdout, process.stderr].map((stream) => stream.listenerCount('error'));
  const guard = async (): Promise<void> => {
    const { ignoreBrokenPipe } = await import('../../generators/yeoman/pipe.js');
    ignoreBrokenPipe();
  };
  await guard();
  const before = listening();
  expect(Math.min(...before)).toBeGreaterThan(0);
  jest.resetModules();
  await guard();
  expect(listening()).toEqual(before);
});

test.each([
  [{ NO_COLOR: '' }, false, {}],
  [{ NO_COLOR: '' }, true, { FORCE_COLOR: '0' }],
  [{ NO_COLOR: '1' }, false, { NO_COLOR: '1', FORCE_COLOR: '0' }],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false, { NO_COLOR: '1', FORCE_COLOR: '1' }],
  [{}, false, {}],
])('colours are wanted as %j says, by an agent: %j', (env, isByAgent, expected) => {
  const settled: NodeJS.ProcessEnv = { ...env };
  settleColours(settled, isByAgent);
  expect(settled).toEqual(expected);
});

test('what a run is at is one line of a terminal, which the next replaces, and nothing elsewhere', () => {
  const { stderr } = process;
  const before = [stderr.write, stderr.isTTY, stderr.columns] as const;
  const written: string[] = [];
  stderr.write = ((text: string) => written.push(text) > 0) as typeof stderr.write;
  try {
    stderr.isTTY = true;
    stderr.columns = 20;
    showProgress('Planning invoices, 1 of 2');
    showProgress('');
    stderr.isTTY = false;
    showProgress('Planning orders, 2 of 2');
  } finally {
    [stderr.write, stderr.isTTY, stderr.columns] = before;
  }
  expect(written).toEqual(['\r\u001b[KPlanning invoices,…', '\r\u001b[K']);
});
