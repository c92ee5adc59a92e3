/** The layers between a package's handlers and its session: what each is, and how its operations are called. */
import type { Source } from '../framework/base-and-session.js';
import type { HostName } from '../framework/host-name.js';
import type { Operation } from '../framework/operations.js';
import type { Docstring } from './docstrings.js';
import type { Supply } from './supply.js';
import type { UnitOfWork } from './units-of-work.js';

export type LayerRole = 'crud' | 'services';

/** Where something is answered: in a layer, or in the handlers. */
export type Level = LayerRole | 'handlers';

export type OperationName = Operation;

export type LayerParameter = {
  readonly kind:
    | 'session'
    | 'key'
    | 'record'
    | 'data'
    | 'skip'
    | 'page'
    | 'limit'
    | 'paging'
    | 'filters'
    | 'scope'
    /** The schema of what is read, and the columns that a list is sorted by. */
    | 'schema'
    | 'order';
  /** A pattern of a name: `db`, `{one}_id`. */
  readonly name: string;
  /** How it is given: by its place, by its name, or by its name alone (behind a `*`). */
  readonly given: 'place' | 'name' | 'only-name';
  /** Its default as Python text. */
  readonly default?: string;
  /** The class of an object with the bounds of a list. */
  readonly type?: HostName;
};

/** What a create or an update takes: the schema, what was sent as a dict, that dict as keywords, or the record to store. */
export type DataForm = 'schema' | 'dict' | 'keywords' | 'record';

export type LayerOperation = {
  /** A pattern: `get_{one}`, `list_{many}`, `create`. */
  readonly name: string;
  /** What it is called by, where a package gathers the functions under other names: `from .crud_user import get as get_user`. */
  readonly called?: string;
  readonly parameters: readonly LayerParameter[];
  readonly data: DataForm;
  /** What the record is called in its body: `db_{one}`. */
  readonly variable: string;
  /** Whether it gives a record that it reads on without a name: `repository.delete(self.get(user_id))`. */
  readonly isNested: boolean;
  /** Whether it reads the record by its layer's own `get`, and not by a statement of its own. */
  readonly readsOwn?: true;
  /** What the dict of the changes is called there; nothing where it has no name. */
  readonly changes: string | undefined;
  /** Its docstring, where that is about the record. */
  readonly doc: Docstring | undefined;
  /** What is known of it where the base of the layer's class has it. */
  readonly supply: Supply | undefined;
};

/** What a generic base or its `__init__` is given. */
export type BaseArgument = 'model' | 'create' | 'update' | 'read' | 'key' | 'session' | 'none' | Source;

/** The host's class that a layer's class inherits from: `CRUDBase[User, UserCreate, UserUpdate]`. */
export type LayerBase = {
  readonly source: Source;
  /**
   * Whether the class is only another name for it (`CRUDUser = CRUDBase[User, UserCreate, UserUpdate]`), or there is none and
   * the object is of the base itself: `crud_users = FastCRUD(User)`.
   */
  readonly form: 'class' | 'alias' | 'object';
  readonly arguments: readonly BaseArgument[];
  /** What the class sets: `model = User`. */
  readonly attributes: readonly { readonly name: string; readonly value: BaseArgument }[];
  /** What its own `__init__` gives to that of the base; nothing where it has none. */
  readonly passes: readonly BaseArgument[] | undefined;
  /** What an object is made with where that is more than the session: `CRUDUser(User)`. */
  readonly madeWith: readonly BaseArgument[];
};

/** `get_repository(repo_type={One}Repository)`: a function of the host that returns what makes the objects of a class. */
export type FactoryCall = { readonly factory: HostName; readonly keyword: string | undefined };

/** What makes an object of the blueprint's, in a file of the host for all features: a new one has its own beside it. */
export type SharedMaker = {
  readonly path: string;
  readonly module: string;
  /** How what is imported of the file is written before its name: `deps.`. */
  readonly prefix: string;
  /**
   * The blueprint's names: of the class, of what makes it and of the alias for that where it is in the file, too, and of what
   * they are given as.
   */
  readonly type: string;
  readonly maker: string | undefined;
  readonly alias: string | undefined;
  readonly parameter: string;
  /** The name that its maker gives the class what it needs by, and the class below that it makes for that. */
  readonly keyword: string | undefined;
  readonly below: string | undefined;
};

export type MakerModule = 'api' | 'deps' | LayerRole;

/** How an object of a class comes to where it is called. */
export type Reached =
  /**
   * A dependency makes it: a function (`get_{one}_service`), what a function of the host returns for the class, or FastAPI
   * the class itself; `alias` is `{One}ServiceDep`.
   */
  | {
      readonly kind: 'dependency';
      readonly maker: string | FactoryCall | undefined;
      readonly alias: string | undefined;
      /** What handlers and makers call it. */
      readonly parameter: string;
      /** What the maker calls the session that it is given; nothing where it is given none. */
      readonly session: string | undefined;
      /** The module of the package that has the maker and the alias. */
      readonly module: MakerModule;
      /** Where the makers of all features are in one file of the host. */
      readonly shared: SharedMaker | undefined;
    }
  /**
   * `UserService(db).create(data)`; `local` is what handlers call the object where they keep it before they call it, and
   * `maker` the function that makes it for them: `get_service(db).create(data)`.
   */
  | {
      readonly kind: 'made';
      readonly local: string | undefined;
      readonly maker?: { readonly name: string; readonly module: MakerModule };
    }
  /** `uow.users.create(data)`: the unit of work has one of each model. */
  | { readonly kind: 'unit'; readonly name: string }
  /** `user_service = UserService()` in its module, or in that of the handlers; `isByModule` where it is called as `crud.user.get(…)`. */
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly isByModule: boolean;
      readonly isInHandlers?: true /** What it is imported as: `user as crud_user`. */;
      readonly local?: string;
    };

export type LayerHolder =
  /** `isByModule`: called as `crud.get_user`, and not as `get_user`. */
  | { readonly kind: 'functions'; readonly isByModule: boolean }
  /** A class whose methods need no object. */
  | { readonly kind: 'static' | 'class'; readonly name: string }
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly reached: Reached;
      /** What its `__init__` takes; nothing where it has none. */
      readonly takes: { readonly kind: 'session' | 'below'; readonly name: string } | undefined;
      /** What it calls the session and the object of the layer below; `isMade` where it makes that one itself. */
      readonly session: string | undefined;
      readonly below: { readonly name: string; readonly isMade: boolean } | undefined;
      /** Whether its `__init__` says that it returns nothing. */
      readonly isInitTyped: boolean;
      /** Whether it is a dataclass: what it takes are its fields. */
      readonly isDataclass?: true;
    };

export type Layer = {
  readonly role: LayerRole;
  readonly holder: LayerHolder;
  /** The docstring of its class. */
  readonly doc: Docstring | undefined;
  readonly base: LayerBase | undefined;
  /** What its functions call the session that they open themselves; nothing where they are given one. */
  readonly opens: string | undefined;
  readonly operations: Readonly<Record<OperationName, LayerOperation>>;
  /** Whether its functions say what they return. */
  readonly isTyped: boolean;
  /** What its list says it returns; nothing where the blueprint does not say. */
  readonly listType: 'sequence' | 'list' | undefined;
  /** The operations that it has, in the order of the text. */
  readonly order: readonly OperationName[];
};

/** How a write ends where that is not with the session's dependency. */
export type Writes = {
  /** Where it is committed. */
  readonly commits: Level;
  /** Whether what is below that sends its statements to the database (`flush`). */
  readonly isFlushed: boolean;
  /** Whether a record is read back behind the commit, and not behind the flush: a session may let go of what it holds. */
  readonly isReadBehind: boolean;
};

/** `standard`: crud functions, and services that answer for what cannot be done. A chain is given from the bottom up. */
export type Layers =
  /** `unseen`: what the blueprint's handlers call, below which no statement is seen. */
  | { readonly kind: 'standard'; readonly unseen?: { readonly name: string; readonly at: string } }
  | {
      readonly kind: 'chain';
      readonly chain: readonly Layer[];
      /** Where a missing record and a taken value are answered. */
      readonly missing: Level;
      readonly taken: Level;
      readonly writes: Writes;
      /** What the handlers call the session and a record. */
      readonly session: string;
      readonly variable: string;
      /** Whether a dependency loads the record for the handlers, and what it is called: `get_{one}_or_404`. */
      readonly loader: string | undefined;
      /** What has the objects of the lowest layer, and is given to the one above it in the place of a session. */
      readonly unit: UnitOfWork | undefined;
    };
