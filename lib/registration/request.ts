/** Which package is registered in a file, and the package that shows how. */
import type { Search } from '../wiring/searched-file.js';

/** What makes objects of a layer, as the file has it of the blueprint and as it is to have it of the new package. */
export type MakerRequest = {
  readonly path: string;
  /** The function, or the alias for what it makes. */
  readonly from: string;
  readonly to: string;
  /** The classes, and whatever else of the blueprint is called otherwise in the new package. */
  readonly names: readonly (readonly [from: string, to: string])[];
  /** What its words become: `user` is `invoice line`. */
  readonly nouns: { readonly one: string; readonly many: string };
};

export type RegistrationRequest = Search & {
  /** The package's name in the singular: `invoice`. */
  readonly singular: string;
  /** The name of the package's model class: `Invoice`, or `InvoiceModel` where that of the blueprint is `UserModel`. */
  readonly modelName?: string;
  /** What its schemas are called after, where that is not the class. */
  readonly modelNoun?: string;
  /** The blueprint's, where it is not called after it: `FinancialRecord` of `records`. */
  readonly blueprintModel?: string;
  /** The segment of the package's paths in a URL: `order-items`. */
  readonly slug?: string;
  /** The tag of its paths, where it is not to be like the blueprint's. */
  readonly tag?: string;
  /**
   * Whether the new package's paths begin with its segment by themselves, through the prefix of its own router or in its
   * decorators. Without it the package is taken to do as the blueprint does.
   */
  readonly ownPrefix?: boolean;
  /** The only object that may include the router here (`--router NAME`). */
  readonly receiver?: string;
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
  /** What a unit of work has of the new package: the class of each of its repositories, and the name that it has there. */
  readonly repositories?: readonly { readonly type: string; readonly name: string }[];
  /** What makes the objects of its layers in files of the host for all features. */
  readonly makers?: readonly MakerRequest[];
  /** Those of them that the new package itself uses through a package that gathers its layer: `crud.get_invoice`. */
  readonly gathered?: readonly string[];
  /** What further models bring to a package that is there already, of what is used so. */
  readonly further?: readonly string[];
};
