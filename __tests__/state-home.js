// Journals of runs in folders without a repository are none of the home's of who runs the tests.
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const worker = `${process.ppid}-${process.env['JEST_WORKER_ID'] ?? '0'}`;
process.env['XDG_STATE_HOME'] = join(tmpdir(), 'backend-package-tests', worker);
