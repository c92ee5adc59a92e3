/** `yo backend-package:inspect`: what is known of the backend. */
import { inspect } from '../../lib/inspect/inspection.js';
import { showFindings, showInspection } from '../../lib/inspect/show.js';
import { specOf } from '../../lib/inspect/spec-of.js';
import type { HostFlags } from '../../lib/plan/request.js';
import { hostFlags } from '../yeoman/flags.js';
import BackendGenerator from '../yeoman/generator.js';
import { hostFiles } from '../yeoman/host-files.js';
import type { RunOptions } from '../yeoman/instance.js';
import { NOTHING_KNOWN, outputOf } from '../yeoman/json-output.js';
import { declareOptions, optionProblems } from '../yeoman/options.js';
import { beginRun, type Run, startOf } from '../yeoman/run.js';
import { stopFor } from '../yeoman/stop.js';
import { printText, tell } from '../yeoman/terminal.js';
import { INSPECT_OPTIONS } from './options.js';

type InspectOptions = RunOptions & HostFlags & { readonly check?: boolean; readonly spec?: boolean };

/** `yo backend-package:inspect`: reads the backend, and writes nothing. */
export default class InspectGenerator extends BackendGenerator<InspectOptions> {
  constructor(args?: string[], options?: InspectOptions, features?: object) {
    super(args, options, features);
    this.description = 'Shows what is known of a FastAPI backend: its packages, their models, routes and style.';
    declareOptions(this, INSPECT_OPTIONS);
  }

  initializing(): void {
    const run = beginRun(this, (root) => root instanceof InspectGenerator);
    // A throw in a queued task shows the message alone; in a method Yeoman adds its own line.
    this.env.queueTask('initializing', async () => this.#inspect(run.texts));
  }

  async #inspect(texts: Run['texts']): Promise<void> {
    const from = this.env.cwd;
    stopFor(optionProblems(this, INSPECT_OPTIONS));
    const [word] = this.args;
    if (word !== undefined) {
      const reason = `inspect takes no argument, and was given ${JSON.stringify(word)}.`;
      stopFor({ id: 'argument-unknown', status: 2, reason, hint: 'It shows every package; --help shows its options.' });
    }
    const found = await inspect(hostFiles(this.fs), startOf(this), hostFlags(this), texts);
    if (!('host' in found)) return stopFor(found, from);
    const inspection = this.options.spec === true ? { ...found, spec: specOf(found) } : found;
    outputOf(from, () => ({ ...NOTHING_KNOWN, inspection }));
    const { findings } = inspection;
    if (inspection.spec !== undefined) {
      const { specText } = await import('../../lib/inspect/spec-text.js');
      printText(specText(inspection.spec));
    } else if (this.options.check !== true) printText(showInspection(inspection, from));
    else if (findings.length === 0) tell(this, allFine(inspection.packages.length));
    else {
      printText(showFindings(findings, from));
      process.exitCode = 1;
    }
  }
}

const allFine = (count: number): string =>
  count === 1 ? '1 package is as it should be.' : `${count} packages are as they should be.`;
