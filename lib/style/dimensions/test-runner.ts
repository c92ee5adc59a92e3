/** Who runs asynchronous tests: the plugin of anyio those with its mark, or pytest-asyncio all, and fixtures of the host with them. */
import { join } from 'node:path';
import { pytestSettings } from '../../project/pytest-settings.js';
import { type Dimension, oneOf } from '../dimension.js';

export type TestRunner = 'anyio' | 'asyncio';

export const testRunner: Dimension<TestRunner> = {
  id: 'test-runner',
  default: 'anyio',
  learn({ files, host, top, shown }) {
    const found = pytestSettings(files, host.project, top, 'asyncio_mode').find(({ value }) => value === 'auto');
    return found && { value: 'asyncio', at: shown(join(found.folder, found.file)) };
  },
  pin: oneOf('anyio', 'asyncio'),
};
