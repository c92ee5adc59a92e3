/** What one field type is in Python, in the database and in the schemas: the columns of the table of types. */
import type { Field, FieldType } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import type { Context } from '../context.js';
import type { Part } from '../print/code.js';

export type Given<Type extends FieldType = FieldType> = {
  readonly context: Context;
  readonly model: ModelSpec;
  readonly field: Field;
  readonly type: Type;
};

/** The type of what a client sends: `rules` are arguments of `Field`, `before` and `also` what else Pydantic is told. */
export type Input = {
  readonly type: Part;
  readonly before?: Part;
  readonly rules?: readonly Part[];
  readonly also?: readonly Part[];
};

/** A function of `schemas.py` that the types of fields call. */
export type SchemaHelper = { readonly name: string; readonly code: (context: Context) => Part };

/** One argument by its name; one without a value is not written. */
export type Keyword = readonly [name: string, value: Part];

export type TypeRow<Type extends FieldType = FieldType> = {
  /** The Python type of its values, as the model and the read schema have them. */
  readonly python: (given: Given<Type>) => Part;
  /** The column's type. */
  readonly column: (given: Given<Type>) => Part;
  /** The column's type on MySQL, where that of `column` would keep less or could not be made; nothing where it does. */
  readonly onMySql?: (given: Given<Type>) => Part;
  /** Why a field is not written for MySQL: what a sentence about the field goes on with. */
  readonly refusedOnMySql?: (field: Field) => string | undefined;
  /** The words from which SQLModel makes the same column, none where it needs none; missing where it cannot. */
  readonly sqlModel?: (given: Given<Type>) => readonly Keyword[] | undefined;
  /** Whether a `Mapped` annotation says the column's type by itself. */
  readonly isImplied?: true;
  /** Whether JSON has its values as Python has them, so that a JSON column takes them as they are. */
  readonly isPlainJson?: true;
  /** Whether its type gets a name in the schemas without a rule too. */
  readonly isNamed?: true;
  /** Why a field is not written for Pydantic 1, or for SQLAlchemy 1.4: what a sentence about the field goes on with. */
  readonly onPydantic1: (field: Field) => string | undefined;
  readonly onSqlAlchemy1?: string;
  /** The same for Pydantic 2.0 to 2.6. */
  readonly onPydantic26?: string;
  /** Whether the `repr` of a schema leaves it out. Inside of a union such a rule would do nothing, so each field says it. */
  readonly isHidden?: true;
  /** Whether Pydantic 2.0 to 2.7 knows its rules of nothing that may be None: they are in the type beside None there. */
  readonly isRuledAlone?: true;
  /** What makes an empty value; `list` where it is missing. */
  readonly empty?: string;
  readonly input: (given: Given<Type>) => Input;
  /** Whether what a client sends is no value of what is answered: no schema of both can have it. */
  readonly isApart?: true;
  /** The type in the read schema, where it is another one than Python's; `input` where it is the input's. */
  readonly output?: 'input' | ((given: Given<Type>) => Part | undefined);
  /** Given where the model keeps another Python type than the schemas. */
  readonly stored?: { readonly python: (given: Given<Type>) => Part; readonly literal: (text: string) => Part };
  /** A default as the model has it, where the column takes another value than `literal`. */
  readonly inColumn?: (given: Given<Type>, text: string) => Part;
  /** A value, given as the text of the field language, as a Python expression. */
  readonly literal: (given: Given<Type>, text: string) => Part;
  /** A value as the database's own default; the text of `literal` where it is missing. */
  readonly server?: (text: string, given: Given<Type>) => Part;
  /** The left side of a CHECK, where the column alone is not compared rightly; and a bound in SQL. */
  readonly compared?: (column: string, given: Given<Type>) => string;
  readonly sql?: (text: string) => string;
  readonly helpers?: (given: Given<Type>) => readonly SchemaHelper[];
} & InTests;

/** What the tests of a package say of a type's values. */
export type InTests = {
  /** A default as JSON shows it, as a Python expression; missing where JSON may spell it otherwise. */
  readonly shown?: (text: string) => string;
  /** A value as a record of the model keeps it; missing where a test does not compare one. */
  readonly kept?: (text: string, given: Given) => Part;
  /** An expression with `number` in it that gives a hundred and one values; nothing where a rule is in the way. */
  readonly numbered?: (field: Field) => string | undefined;
  /** Whether a value is not kept as it is by the SQLite of the tests, where the host runs on another database. */
  readonly isLostInTests?: (context: Context, value: string) => boolean;
  /** A value that JSON spells in several ways: what a client sends, and what it is answered. */
  readonly respelled?: { readonly sent: string; readonly shown: string };
  /** What each of its values ends with in JSON. */
  readonly ending?: string;
  /** Whether Python reads and writes values of it that JSON does not have: NaN. */
  readonly hasNaN?: true;
  /** Whether null is a value that a column without NULL takes. */
  readonly takesNull?: true;
  /** Whether its schema refuses NUL whatever the database is. */
  readonly refusesNul?: true;
  /** A row's value that the database refuses, where it checks more than bounds. */
  readonly refusedInRow?: (field: Field) => Part;
  /** How Pydantic 1 answers a value, and what it refuses as of a wrong type, where that is not what Pydantic 2 does. */
  readonly shownByPydantic1?: (value: string) => string;
  readonly wrongOnPydantic1?: string;
};

/** Pydantic 1 reads and shows its values as the tests and the database expect. */
export const fine = (): undefined => undefined;

/** The values of a type that is not written for Pydantic 1. */
export const unknown = ({ type }: Field): string => `is of the type ${type.kind}`;
