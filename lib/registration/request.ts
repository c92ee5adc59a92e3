/** Which package is registered in a file, and the package that shows how. */
import type { LayerName } from './layer-names.js';

export type RegistrationRequest = {
  /** What stands before a package's name in an import: `app`, or nothing for bare imports. */
  readonly importRoot: string;
  /** The package that is followed; without one only a router object that stands alone is used. */
  readonly blueprint?: string;
  readonly package: string;
  /** Where a host by layer has the parts of both: there they have no folder of their own. */
  readonly layers?: readonly LayerName[];
  /** The package's name in the singular: `invoice`. */
  readonly singular: string;
  /** The name of the package's model class: `Invoice`. */
  readonly modelName?: string;
  /** The segment of the package's paths in a URL: `order-items`. */
  readonly slug?: string;
  /**
   * Whether the new package's paths begin with its segment by themselves, through the prefix of its own router or in its
   * decorators. Without it the package is taken to do as the blueprint does.
   */
  readonly ownPrefix?: boolean;
  /** The only object that may include the router here (`--router NAME`). */
  readonly receiver?: string;
  /**
   * What the file does. For models: tables are created in it, importing them is all that it takes, or strings name them.
   * For routers: it includes them, only hands them on, or names them in strings. For both: lists have the packages' names.
   */
  readonly mode?: 'create-all' | 'imports' | 'strings' | 'include' | 're-export' | 'names';
  /** The names of the lists from which packages are imported by name; empty for one that has none. */
  readonly lists?: readonly string[];
  /** Dotted names under which other modules of the host hand the blueprint's router on, and what ours is called there. */
  readonly handedOn?: readonly { readonly from: string; readonly to: string }[];
  /** Where models that are not the blueprint's are made known: ours are to be imported below that line. */
  readonly below?: number;
  /** The string on that line that names models, where strings do. */
  readonly shown?: string;
  /** The longest line of the host, in characters; a copy that is longer than its original may be is broken. */
  readonly lineLength?: number;
  /**
   * What the new package has, in dotted names below it: `models.Base`, `api.router`. Without it the new package is
   * taken to have what the blueprint has, under names with the blueprint's replaced.
   */
  readonly provides?: readonly string[];
};
