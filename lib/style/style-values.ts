/** How the host writes what a package needs: one value for each dimension of the style. */
import type { AppName } from '../backend/app-search.js';
import type { SessionSource, Source } from '../framework/base-and-session.js';
import type { Guard } from '../framework/guards.js';
import type { SessionMaker } from '../framework/session-maker.js';
import type { CopiedName } from '../project/copied-text.js';
import type { Version } from '../project/versions.js';
import type { Caller } from './caller-of.js';
import type { ClassDocs } from './dimensions/class-docs.js';
import type { ColumnOrder } from './dimensions/column-order.js';
import type { ColumnTypes } from './dimensions/column-types.js';
import type { CommitFunction } from './dimensions/commit-function.js';
import type { ConstraintNames } from './dimensions/constraint-names.js';
import type { Database } from './dimensions/databases.js';
import type { Depends } from './dimensions/depends.js';
import type { DunderAll } from './dimensions/dunder-all.js';
import type { Enums } from './dimensions/enums.js';
import type { Envelope } from './dimensions/envelope.js';
import type { Export } from './dimensions/exports.js';
import type { GatheredNames } from './dimensions/gathered-names.js';
import type { ImportStyle } from './dimensions/imports.js';
import type { Invalid } from './dimensions/invalid.js';
import type { BlueprintKey } from './dimensions/key.js';
import type { LayerImport } from './dimensions/layer-imports.js';
import type { Layout } from './dimensions/layout.js';
import type { ListOrder } from './dimensions/list-order.js';
import type { ModelMapping } from './dimensions/mapping.js';
import type { ModuleDocs } from './dimensions/module-docs.js';
import type { ModuleNames } from './dimensions/modules.js';
import type { Nullable } from './dimensions/nullable.js';
import type { Orm } from './dimensions/orm.js';
import type { OwnImports } from './dimensions/own-imports.js';
import type { PackageImports } from './dimensions/package-imports.js';
import type { Paging } from './dimensions/paging.js';
import type { PydanticMajor } from './dimensions/pydantic.js';
import type { Queries } from './dimensions/queries.js';
import type { Quotes } from './dimensions/quotes.js';
import type { Raises } from './dimensions/raises.js';
import type { RateLimit } from './dimensions/rate-limits.js';
import type { ReferenceForm } from './dimensions/reference-form.js';
import type { ResponseTypes } from './dimensions/response-types.js';
import type { SessionClass } from './dimensions/session-class.js';
import type { SessionForm } from './dimensions/session-form.js';
import type { SessionKind } from './dimensions/session-kind.js';
import type { Stamp } from './dimensions/stamps.js';
import type { StatusCodes } from './dimensions/status-codes.js';
import type { TableNames } from './dimensions/table-names.js';
import type { TestMiddleware } from './dimensions/test-middleware.js';
import type { TestRunner } from './dimensions/test-runner.js';
import type { Tests } from './dimensions/tests.js';
import type { Transaction } from './dimensions/transaction.js';
import type { Unique } from './dimensions/unique.js';
import type { Library } from './dimensions/versions.js';
import type { HandlerValues } from './handler-values.js';
import type { Layers } from './layers.js';
import type { Habit } from './prefix-and-tags.js';
import type { SchemaValues } from './schema-values.js';
import type { Security } from './security-of.js';

export type { Role } from '../backend/features.js';

export type StyleValues = SchemaValues &
  HandlerValues & {
    /** The oldest Python the host runs on, as [major, minor]. */
    readonly python: Version;
    /** Dotted name of the package that holds the feature packages: `app` in `app.users`; nothing for bare imports, and what these name. */
    readonly importRoot: string;
    readonly ownModules: readonly string[];
    /** How a column is written; other mappers than SQLAlchemy are refused. */
    readonly orm: Orm;
    /** In which order a list has its records. */
    readonly listOrder: ListOrder;
    /** What makes a class a model besides its base, and whether that is a dataclass. */
    readonly mapping: ModelMapping;
    /** Whether a `Mapped` column repeats the type that its annotation says. */
    readonly columnTypes: ColumnTypes;
    /** Which keyword of a column is written before which. */
    readonly columnOrder: ColumnOrder;
    /** For which columns `nullable` is spelled out though it is said by itself. */
    readonly nullable: Nullable;
    /** How a unique column is written: as a constraint with a name, or in the column, with or without its index. */
    readonly unique: Unique;
    /** How foreign keys and relationships are written. */
    readonly referenceForm: ReferenceForm;
    /** How an enum of strings is written. */
    readonly enums: Enums;
    /** How names of libraries are imported where the standard does it otherwise: whole modules, other modules, aliases. */
    readonly libraryImports: readonly CopiedName[];
    /** Module and name of the declarative base. */
    readonly base: Source;
    /** What a model inherits from where that is more than the base: mixins too, in the blueprint's order. */
    readonly bases: readonly Source[];
    /** Module and name of the dependency that yields a `Session`, or of the `sessionmaker` that the package opens one with. */
    readonly session: SessionSource;
    /** Whether that session is an `AsyncSession`. */
    readonly sessionKind: SessionKind;
    /** Whose class of sessions that is: SQLAlchemy's, or SQLModel's. */
    readonly sessionClass: SessionClass;
    /** What that dependency opens its sessions with; nothing where that is not seen. */
    readonly sessionMaker: SessionMaker | undefined;
    /** Who makes the tables; a package that makes its own is refused. */
    readonly tables: 'host';
    /** What is around the noun in the class of a model: `{}Model` for `UserModel`. */
    readonly modelNames: string;
    /** How a table is named after its class. */
    readonly tableNames: TableNames;
    readonly lineLength: number;
    /** Which quotes strings have. */
    readonly quotes: Quotes;
    /** A folder for each feature, or its files in the folders of the layers. */
    readonly layout: Layout;
    /** What the blueprint calls the module of each role, dotted where it is deeper: `api`, `router`, `api.routes`; by layer `models.user`. */
    readonly modules: ModuleNames;
    /** By layer: how its modules name those of another layer, where they do not import the names themselves. */
    readonly layerImports: readonly LayerImport[];
    /** By layer: which of them import classes of another layer from the package that gathers these. */
    readonly gatheredNames: readonly GatheredNames[];
    /** What the blueprint calls its router object, its own name in it as it is: `router`, `users_router`. */
    readonly router: string;
    /** What the blueprint's `__init__` imports of the package itself: `users_router` of `router.router`. */
    readonly exports: readonly Export[];
    /** Whether the module of the models, and the `__init__`, list their names in `__all__`. */
    readonly dunderAll: DunderAll;
    /** Where the prefix and the tags are given: in the include call, the package's router, its decorators, or nowhere. */
    readonly prefix: Habit;
    /** What the router's prefix has before what is the package's own: `/api/v1`. */
    readonly prefixBase: string;
    readonly tags: Habit;
    /** What the running application is called; nothing where that is not seen. */
    readonly app: AppName | undefined;
    /** How a handler takes the session, by an alias or with the dependency in its own text. */
    readonly sessionForm: SessionForm;
    /** How a dependency is written where there is no alias for it. */
    readonly depends: Depends;
    /** Where the type of an answer is said. */
    readonly responseTypes: ResponseTypes;
    /** How status codes are written, and whether a create says that it is one. */
    readonly statusCodes: StatusCodes;
    /** How a client asks for a part of a list. */
    readonly paging: Paging;
    readonly classDocs: ClassDocs;
    readonly moduleDocs: ModuleDocs;
    /** How a tag is spelled: `{Many}` for `Users`. */
    readonly tagForm: string;
    /** The authentication that the blueprint declares itself. */
    readonly security: Security;
    /** What guards everything that is included where the blueprint is. */
    readonly guardsAbove: readonly Guard[];
    /** The dependency that gives handlers the current user; nothing where none is seen. */
    readonly caller: Caller | undefined;
    /** How the package's modules import each other's classes: by their names, or by the modules that have them. */
    readonly ownImports: OwnImports;
    /** The layers between the handlers and the session, and how each of their operations is called. */
    readonly layers: Layers;
    /** The words in which rows are read and changed: `query` or `select`. */
    readonly queries: Queries;
    /** How a missing record and a taken value are answered. */
    readonly raises: Raises;
    /** Who ends a write: the package commits, or it flushes because the session's dependency owns the transaction. */
    readonly transaction: Transaction;
    /** What the host has for all features to commit with, where the package would write it. */
    readonly commitFunction: CommitFunction | undefined;
    /** The patterns of the metadata's `naming_convention`, by kind: `ck` of `ck_%(table_name)s_%(constraint_name)s`. */
    readonly constraintNames: ConstraintNames;
    /** The database schema that the metadata puts every table in. */
    readonly schema: string | undefined;
    /** What the blueprint puts its answers into, which a new package does not do. */
    readonly envelope: Envelope;
    /** What is behind the path of a collection: `/users` or `/users/`. */
    readonly slash: '' | '/';
    /** What the host answers a bad body with: its status, and whether its own handler gives the answer. */
    readonly invalid: Invalid;
    /** Whether a handler of the host answers for `HTTPException`: the body may have another shape. */
    readonly errors: { readonly isOwn: boolean };
    /** What the base and its mixins supply: columns, methods, `__tablename__`. No field may have such a name. */
    readonly supplied: readonly string[];
    /** The primary key: its name, its kind, and its line. */
    readonly key: BlueprintKey;
    /** When a record was created and changed: the columns that every model of the host has for that. */
    readonly stamps: readonly Stamp[];
    /** The database systems that the host runs on; none where that is not seen. */
    readonly databases: readonly Database[];
    /** Whether the blueprint imports the host's modules by the root or relatively, and those of its package and its `__init__`. */
    readonly imports: ImportStyle;
    readonly packageImports: PackageImports;
    /** Where the tests of a package go, and what they make: below the package, or a dotted folder of the host's (`tests.users`). */
    readonly tests: Tests;
    /** Fixtures of the host that every test has, and that no test of a package can have: their names. */
    readonly longFixtures: readonly string[];
    readonly testRunner: TestRunner;
    /** The host that a client of tests has to ask for. */
    readonly testHost: string | undefined;
    /** The middleware that tests leave out. */
    readonly testMiddleware: TestMiddleware;
    /** What limits how often a route of the blueprint is called. */
    readonly rateLimits: RateLimit | undefined;
    /** Which Pydantic the host runs on. */
    readonly pydantic: PydanticMajor;
    /** The oldest versions that the host asks for, as [major, minor]; none where it leaves them open. */
    readonly versions: Readonly<Partial<Record<Library, Version>>>;
  };

export type Style = StyleValues & {
  /** Where a value was seen, by its key: `app/users/models.py:12`, from the project's folder. */
  readonly evidence: Readonly<Record<string, string>>;
};
