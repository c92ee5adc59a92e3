// What is done to the terminal's streams, which every run and every copy of this generator shares.
import { expect, jest, test } from '@jest/globals';

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
