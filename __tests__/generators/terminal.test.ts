// What is done to the terminal's streams, which every run and every copy of this generator shares.
import { expect, jest, test } from '@jest/globals';
import { settleColours } from '../../generators/yeoman/terminal.js';

test('a broken pipe is looked after once, however often the generator is loaded in a process', async () => {
  const listening = (): readonly number[] =>
    [process.stdout, process.stderr].map((stream) => stream.listenerCount('error'));
  const guard = async (): Promise<void> => {
    const { ignoreBrokenPipe } = await import('../../generators/yeoman/terminal.js');
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
