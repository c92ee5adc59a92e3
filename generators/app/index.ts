/** `yo backend-package`: a feature package, and its registration. */
import { fileURLToPath } from 'node:url';
import type { HostFlags } from '../../lib/plan/request.js';
import type { Refusal } from '../../lib/refusal.js';
import type { PackageSpec } from '../../lib/request/package.js';
import type { SettingsInput } from '../../lib/request/settings.js';
import type { AskedPackage } from '../../lib/request/spec.js';
import ModelGenerator from '../model/index.js';
import { checkAhead, looker, specFrom } from '../yeoman/ahead.js';
import { settingsFlags } from '../yeoman/flags.js';
import BackendGenerator from '../yeoman/generator.js';
import type { RunOptions } from '../yeoman/instance.js';
import { declareOptions, optionProblems } from '../yeoman/options.js';
import { askForPackage, greet } from '../yeoman/questions.js';
import { queuePlan } from '../yeoman/queues.js';
import { report } from '../yeoman/report.js';
import { beginRun, handInPackage, runOf } from '../yeoman/run.js';
import { beside, handInSpec, readSpecFile } from '../yeoman/spec-file.js';
import { stopFor } from '../yeoman/stop.js';
import { hasTerminal } from '../yeoman/terminal.js';
import { APP_OPTIONS } from './options.js';

export type { HostFlags, SettingsInput };

/** What `backend-package` can be given, on the command line or by a composing generator. */
export type AppOptions = RunOptions &
  HostFlags &
  SettingsInput & {
    /** The package's path, where it is not its name. */
    readonly path?: string;
    /** The tag of its paths in the API's documentation, where it is not the host's habit. */
    readonly tag?: string;
    /** `false` leaves the host's files alone. */
    readonly register?: boolean;
    /** A file that asks for several packages. */
    readonly spec?: string;
    /** The first model's name, where the package's singular is not it. */
    readonly model?: string;
  };

const MODEL_GENERATOR = fileURLToPath(new URL(`../model/index${import.meta.url.slice(-3)}`, import.meta.url));

/** `yo backend-package <package> [field …]`: a new feature package, registered in the backend. */
export default class AppGenerator extends BackendGenerator<AppOptions> {
  #spec: PackageSpec | undefined;
  /** What a file asks for in place of the command line. */
  #asked: readonly AskedPackage[] | undefined;

  constructor(args?: string[], options?: AppOptions, features?: object) {
    super(args, options, features);
    this.description = 'Adds a feature package to a FastAPI backend: models, schemas, crud, services, API and tests.';
    this.argument('package', { type: String, required: false, description: 'The package, as in invoices' });
    this.argument('fields', {
      type: Array,
      required: false,
      description: 'Fields of its first model, as in number:str.32:unique',
    });
    declareOptions(this, APP_OPTIONS);
  }

  initializing(): void {
    beginRun(this, (root) => root instanceof AppGenerator || root instanceof ModelGenerator);
    // A throw in a queued task shows the message alone; in a method Yeoman adds its own line.
    this.env.queueTask('initializing', async () => this.#checkCommandLine());
  }

  prompting(): void {
    if (this.#spec === undefined && this.#asked === undefined) this.env.queueTask('prompting', async () => this.#ask());
  }

  async configuring(): Promise<void> {
    if (this.#asked !== undefined) return;
    const spec = this.#specified();
    await this.composeWith<ModelGenerator>({ Generator: ModelGenerator, path: MODEL_GENERATOR }, [], { spec });
  }

  writing(): void {
    if (this.#asked === undefined) handInPackage(runOf(this), this, this.#specified());
    else handInSpec(runOf(this), this, this.#asked);
  }

  conflicts(): void {
    queuePlan(runOf(this));
  }

  end(): void {
    const run = runOf(this);
    if (run.lead === this && run.isOwn) report(run);
  }

  async #ask(): Promise<void> {
    greet(this, 'A new feature package for your FastAPI backend.');
    this.#take(await specFrom({ ...settingsFlags(this), ...(await askForPackage(this, this.#look())) }));
  }

  async #checkCommandLine(): Promise<void> {
    const [name, ...fields] = this.args;
    const { model } = this.options;
    const { isOwn } = runOf(this);
    const wrong = isOwn ? optionProblems(this, APP_OPTIONS) : [];
    const { spec } = this.options;
    if (spec !== undefined && isOwn) {
      stopFor([...wrong, ...[beside(this._initOptions, this.args) ?? []].flat()]);
      this.#asked = await readSpecFile(spec, this.env.cwd);
      return;
    }
    if (name === undefined) stopFor(wrong);
    if (name !== undefined) {
      const input = { package: name, fields, ...settingsFlags(this), ...(model === undefined ? {} : { model }) };
      this.#take(await specFrom(input, isOwn ? this.#look() : undefined, wrong));
    } else if (!hasTerminal() || !isOwn) {
      stopFor({
        id: 'package-not-given',
        status: 2,
        reason: 'Which package?',
        hint: 'Give its name, as in: yo backend-package invoices number:str.32:unique total:decimal.10.2',
      });
    } else await checkAhead(this, this.#look());
  }

  #take(spec: PackageSpec | readonly Refusal[]): void {
    if ('model' in spec) this.#spec = spec;
    else stopFor(spec, this.env.cwd);
  }

  #look(): ReturnType<typeof looker> {
    return looker(runOf(this), this, true);
  }

  #specified(): PackageSpec {
    if (this.#spec === undefined) throw new Error('the package is not known yet');
    return this.#spec;
  }
}
