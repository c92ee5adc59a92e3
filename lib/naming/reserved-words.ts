/** Words that mean something to Python, the frameworks or an operating system. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

export const KEYWORDS: ReadonlySet<string> = set(`
  False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`);

export const SOFT_KEYWORDS: ReadonlySet<string> = set('_ case match type');

export const BUILTINS: ReadonlySet<string> = set(`
  ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
  BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
  ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup
  FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
  IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
  ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
  PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError
  ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError
  SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
  UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError
  abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright
  credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash
  help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open
  ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type
  vars zip`);

/** No file or folder can have these names on Windows, with or without an ending. */
export const DEVICE_NAMES: ReadonlySet<string> = set(`
  con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9`);

/** What Pydantic's `BaseModel` has as methods; `model_` is its own prefix. */
export const PYDANTIC_NAMES: ReadonlySet<string> = set(`
  construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json update_forward_refs validate`);

/** Attributes of a declarative class, the function that its body calls, and the receiver of its constructor. */
export const SQLALCHEMY_NAMES: ReadonlySet<string> = set('metadata registry mapped_column self');

/**
 * A field of such a name hides a builtin from the class body below it (a type in an annotation, what a validator is
 * declared with), and a builtin is not imported under an alias.
 */
export const ANNOTATION_NAMES: ReadonlySet<string> = set('bool classmethod float int object str');

/**
 * Words of SQL that SQLAlchemy 2.0 and 2.1 do not put in quotes: SQLite (the first two) and PostgreSQL do not read them
 * as names. Found by making, filling and reading a table for each keyword of both.
 */
export const UNQUOTED_WORDS: ReadonlySet<string> = set('nothing returning collation concurrently lateral tablesample');

/** Columns that every PostgreSQL table has already. */
export const SYSTEM_COLUMNS: ReadonlySet<string> = set('tableoid xmin cmin xmax cmax ctid');
