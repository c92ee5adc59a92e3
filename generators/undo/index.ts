/** `yo backend-package:undo`: takes back what a run of ours wrote. */
import BackendGenerator from '../yeoman/generator.js';
import type { RunOptions } from '../yeoman/instance.js';
import { declareOptions, optionProblems } from '../yeoman/options.js';
import { beginRun, QUEUES, queueOnce, runOf } from '../yeoman/run.js';
import { stopFor } from '../yeoman/stop.js';
import { undoRuns } from '../yeoman/undoing.js';
import { UNDO_OPTIONS } from './options.js';

/** `yo backend-package:undo [package …]`: the last run, or everything that was written for packages. */
export default class UndoGenerator extends BackendGenerator<RunOptions> {
  constructor(args?: string[], options?: RunOptions, features?: object) {
    super(args, options, features);
    this.description = 'Takes back what backend-package wrote: a package, a model.';
    this.argument('packages', { type: Array, required: false, description: 'The packages, as in invoices' });
    declareOptions(this, UNDO_OPTIONS);
  }

  initializing(): void {
    beginRun(this, (root) => root instanceof UndoGenerator);
    // A throw in a queued task shows the message alone; in a method Yeoman adds its own line.
    this.env.queueTask('initializing', async () => stopFor(optionProblems(this, UNDO_OPTIONS)));
  }

  writing(): void {
    const run = runOf(this);
    this.env.addPriority(QUEUES.commit, 'install');
    queueOnce(run, QUEUES.commit, 'undo', () => undoRuns(run, this.args));
  }
}
