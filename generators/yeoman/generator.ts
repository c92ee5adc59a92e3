/** The base class of our generators: a Yeoman generator that does not stop at a broken file that it has no use for. */
import Generator from 'yeoman-generator';
import type { RunOptions } from './instance.js';

type StorageArguments = Parameters<Generator['createStorage']>;

/** Methods of a base class are no tasks, so this is a separate class. */
export default class BackendGenerator<Options extends RunOptions> extends Generator<Record<never, never>, Options> {
  /** Yeoman reads package.json and .yo-rc.json in its constructor; nothing of them is used here, and nothing is stored. */
  override createStorage(...args: StorageArguments): ReturnType<Generator['createStorage']> {
    try {
      return super.createStorage(...args);
    } catch {
      return super.createStorage(this.destinationPath('.generator-backend-package.none.json'));
    }
  }
}
