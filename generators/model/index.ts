import Generator from 'yeoman-generator';
import { BackendPackageError } from '../../lib/errors.js';
import { modelPieces } from '../../lib/package/pieces.js';
import type { PackageSpec } from '../../lib/spec/package.js';
import { queueStaging } from '../yeoman/queues.js';
import { handIn, type Run, type RunOptions, runOf } from '../yeoman/run.js';

/** What `backend-package:model` can be given. */
export type ModelOptions = RunOptions & {
  /** The package that the model is the first one of; given by `app`. */
  readonly spec?: PackageSpec;
};

/** Brings one model into a package: the only way in which a model gets there. */
export default class ModelGenerator extends Generator<Record<never, never>, ModelOptions> {
  #run: Run | undefined;

  constructor(args?: string[], options?: ModelOptions, features?: object) {
    super(args, options, features);
    this.description = 'Adds a further model to a package (not available yet).';
  }

  initializing(): void {
    this.#run = runOf(this, (root) => root instanceof ModelGenerator);
    this.env.queueTask('initializing', async () => {
      if (this.options.spec !== undefined) return;
      throw new BackendPackageError(
        2,
        'Adding a model to a package that is there is not available yet. A new package brings its first model: yo backend-package invoices number:str.32',
      );
    });
  }

  writing(): void {
    const { spec } = this.options;
    if (spec === undefined || this.#run === undefined) return;
    handIn(this.#run, this, spec, modelPieces(spec.model, ''));
    queueStaging(this.#run);
  }
}
