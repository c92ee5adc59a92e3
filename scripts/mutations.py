"""The ways in which a generated package is broken, as a table of rules.

A rule finds its place by the shape of the code, not by its text, and gives one mutant for each place (or each field)
that it finds: what it is, and the edits that make it. A rule whose shape is not in the package gives none.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Edit(NamedTuple):
    start: int
    end: int
    text: str


class Mutant(NamedTuple):
    what: str
    path: str
    text: str


class Source:
    """One module of the package, with what the rules ask of it."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text, self.tree = path, text, ast.parse(text)
        self.lines = [0]
        for line in text.encode().splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def span(self, node: ast.AST) -> tuple[int, int]:
        return self.lines[node.lineno - 1] + node.col_offset, self.lines[node.end_lineno - 1] + node.end_col_offset

    def code(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.text.encode()[start:end].decode()

    def replace(self, node: ast.AST, text: str) -> Edit:
        return Edit(*self.span(node), text)

    def before(self, statement: ast.stmt, text: str) -> Edit:
        """A statement of one line above another one, indented like it."""
        start = self.span(statement)[0]
        return Edit(start, start, f"{text}\n{' ' * statement.col_offset}")

    def after(self, statement: ast.stmt, text: str) -> Edit:
        end = self.span(statement)[1]
        return Edit(end, end, f"\n{' ' * statement.col_offset}{text}")

    def mutant(self, what: str, *edits: Edit) -> Mutant:
        text = self.text.encode()
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new.encode() + text[end:]
        return Mutant(what, self.path, text.decode())

    def find(self, kind: type, root: ast.AST | None = None) -> list:
        return [node for node in ast.walk(root or self.tree) if isinstance(node, kind)]

    def calls(self, name: str, root: ast.AST | None = None) -> list[ast.Call]:
        return [call for call in self.find(ast.Call, root) if last_name(call.func) == name]


def last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


class Field(NamedTuple):
    """A field of a model as its ORM class has it."""

    name: str
    node: ast.AnnAssign
    optional: bool


class Package:
    def __init__(self, folder: Path) -> None:
        paths = [path for path in sorted(folder.rglob("*.py")) if "tests" not in path.parts]
        self.sources = [Source(str(path), path.read_text()) for path in paths]

    def classes(self, is_wanted) -> Iterator[tuple[Source, ast.ClassDef]]:
        for source in self.sources:
            for node in source.find(ast.ClassDef):
                if is_wanted(source, node):
                    yield source, node

    def orm_classes(self) -> list[tuple[Source, ast.ClassDef]]:
        return list(self.classes(lambda source, node: "__tablename__" in source.code(node)))

    def schemas(self, model: str, suffix: str) -> list[tuple[Source, ast.ClassDef]]:
        def is_schema(source: Source, node: ast.ClassDef) -> bool:
            return node.name == model + suffix and "__tablename__" not in source.code(node)

        return list(self.classes(is_schema))

    def functions(self, prefix: str) -> Iterator[tuple[Source, ast.FunctionDef]]:
        """The functions of crud: those of that prefix in the module that talks to the session."""
        for source in self.sources:
            if re.search(r"\bdb\.(add|execute|scalars?|flush)\(|_?session\.(add|scalars)", source.text):
                for node in source.find(ast.FunctionDef):
                    if node.name.startswith(prefix):
                        yield source, node


def fields_of(source: Source, model: ast.ClassDef) -> list[Field]:
    found = []
    for node in model.body:
        text = source.code(node)
        # What marks a record as deleted is no field that anybody sees.
        if text.startswith("deleted_at"):
            continue
        if isinstance(node, ast.AnnAssign) and not re.search(r"primary_key|= (?:relationship|association_proxy)\(", text):
            annotation = source.code(node.annotation)
            found.append(Field(node.target.id, node, "None" in annotation or "Optional" in annotation))
    return found


def model_of(source: Source, function: ast.FunctionDef, package: Package) -> tuple[str, list[Field]]:
    """The ORM class that a function of crud is about, as its code names it, and that class's fields."""
    text = source.code(function)
    for models, node in package.orm_classes():
        found = re.search(rf"\b(?:models\.)?{node.name}\b(?!Create|Update)", text)
        if found and re.search(rf"_{snake(node.name)}s?\b|_{snake(node.name)[:-1]}ies\b", function.name):
            return found[0], fields_of(models, node)
    return "", []


def sent_fields(package: Package, source: Source, function: ast.FunctionDef) -> list[Field]:
    """The fields that a client can send: those that a schema for changes has."""
    fields = model_of(source, function, package)[1]
    sent = {
        each.target.id
        for _, node in package.classes(lambda _, node: node.name.endswith("Update"))
        for each in node.body
        if isinstance(each, ast.AnnAssign)
    }
    return [field for field in fields if field.name in sent]


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def statement_of(function: ast.FunctionDef, wanted: ast.AST) -> ast.stmt:
    """The innermost statement that holds a node."""
    holders = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.stmt) and node is not function and any(each is wanted for each in ast.walk(node))
    ]
    return min(holders, key=lambda node: (node.end_lineno - node.lineno, -node.col_offset))


def session_of(function: ast.FunctionDef) -> str:
    return next((arg.arg for arg in function.args.args if arg.arg in {"db", "session"}), "db")


RULES: list = []


def rule(function):
    RULES.append(function)
    return function


# Deleting.


def delete_calls(package: Package) -> Iterator[tuple[Source, ast.FunctionDef, ast.Call, str]]:
    for source, function in package.functions("delete_"):
        for call in source.calls("delete", function):
            if call.args:
                yield source, function, call, model_of(source, function, package)[0]


@rule
def delete_removes_nothing(package):
    for source, function, call, model in delete_calls(package):
        is_orm = isinstance(call.func, ast.Attribute)
        text = "None" if is_orm else f"{source.code(call)}.where({model}.id < 0)"
        yield source.mutant(f"{function.name}: removes nothing", source.replace(call, text))


@rule
def delete_removes_others_too(package):
    for source, function, call, model in delete_calls(package):
        record = function.args.args[-1].arg
        for which, condition in {
            "older": f"{model}.id < {record}.id",
            "newer": f"{model}.id > {record}.id",
        }.items():
            statement = f"{session_of(function)}.query({model}).filter({condition}).delete()"
            place = statement_of(function, call)
            yield source.mutant(f"{function.name}: removes every {which} record too", source.before(place, statement))


# Updating.


def update_loops(package: Package) -> Iterator[tuple[Source, ast.FunctionDef, ast.For]]:
    for source, function in package.functions("update_"):
        for loop in source.find(ast.For, function):
            if source.calls("setattr", loop):
                yield source, function, loop


@rule
def update_stores_only_one_field(package):
    for source, function, loop in update_loops(package):
        yield source.mutant(f"{function.name}: stores only the first field", source.after(loop.body[-1], "break"))
        items = f"list({source.code(loop.iter)})[-1:]"
        yield source.mutant(f"{function.name}: stores only the last field", source.replace(loop.iter, items))


@rule
def update_ignores_a_field(package):
    for source, function, loop in update_loops(package):
        name = loop.target.elts[0].id
        for field in sent_fields(package, source, function):
            skip = f"if {name} == {field.name!r}: continue"
            yield source.mutant(f"{function.name}: ignores {field.name}", source.before(loop.body[0], skip))


@rule
def update_changes_every_record(package):
    for source, function, loop in update_loops(package):
        model, _ = model_of(source, function, package)
        name, value = (each.id for each in loop.target.elts)
        for field in sent_fields(package, source, function):
            spread = f"{session_of(function)}.query({model}).update({{{name}: {value}}})"
            what = f"{function.name}: changes {field.name} of every record"
            edit = source.before(loop.body[0], f"if {name} == {field.name!r}: {spread}")
            yield source.mutant(what, edit)


@rule
def update_never_clears(package):
    for source, function, loop in update_loops(package):
        name, value = (each.id for each in loop.target.elts)
        for field in model_of(source, function, package)[1]:
            if field.optional:
                skip = f"if {name} == {field.name!r} and {value} is None: continue"
                yield source.mutant(f"{function.name}: never clears {field.name}", source.before(loop.body[0], skip))


@rule
def update_resets_what_was_not_sent(package):
    for source, function in package.functions("update_"):
        for call in source.calls("model_dump", function):
            data = source.code(call.func.value)
            for keyword in call.keywords:
                if keyword.arg == "exclude_unset":
                    yield source.mutant(f"{function.name}: no exclude_unset", source.replace(keyword.value, "False"))
            for field in model_of(source, function, package)[1]:
                # Of a required field without a default: the next test that reads it would see an error, not a value.
                default = create_default(package, field, function)
                if default is not None:
                    reset = f"({{{field.name!r}: {default}}} | {source.code(call)})"
                    what = f"{function.name}: resets {field.name} where it is not sent"
                    yield source.mutant(what, source.replace(call, reset))
            del data


def create_default(package: Package, field: Field, function: ast.FunctionDef) -> str | None:
    """The plain default of a field in the schema that creates, as an expression for another module."""
    for source, node in package.classes(lambda _, node: node.name.endswith(("Create", "Base"))):
        for each in node.body:
            if isinstance(each, ast.AnnAssign) and each.target.id == field.name and each.value is not None:
                code = source.code(each.value)
                if isinstance(each.value, ast.Constant):
                    return code
                if re.fullmatch(r"\w+\.\w+", code):
                    return f"models.{code}"
    return "None" if field.optional else None


# Creating.


@rule
def create_ignores_a_field(package):
    for source, function in package.functions("create_"):
        for call in source.calls("model_dump", function):
            for field in sent_fields(package, source, function):
                excluded = f"{source.code(call.func)}(exclude={{{field.name!r}}})"
                yield source.mutant(f"{function.name}: ignores {field.name}", source.replace(call, excluded))


@rule
def create_takes_the_key(package):
    for _, model in package.orm_classes():
        for source, node in package.schemas(model.name, "Create"):
            edit = source.after(node.body[-1], "id: int | None = None")
            yield source.mutant(f"{node.name}: takes the id from the client", edit)


# Reading.


@rule
def get_returns_another_record(package):
    for source, function in package.functions("get_"):
        model, _ = model_of(source, function, package)
        if len(function.args.args) != 2 or not model or not isinstance(function.body[-1], ast.Return):
            continue
        value = function.body[-1].value
        for which, order in {"first": "", "last": ".desc()"}.items():
            query = f"{session_of(function)}.query({model}).order_by({model}.id{order}).first()"
            what = f"{function.name}: returns the {which} record"
            yield source.mutant(what, source.replace(value, f"{source.code(value)} and {query}"))


def query_calls(package: Package, name: str) -> Iterator[tuple[Source, ast.FunctionDef, ast.Call]]:
    for source, function in package.functions("get_"):
        for call in source.calls(name, function):
            yield source, function, call


@rule
def list_without_an_order(package):
    for source, function, call in query_calls(package, "order_by"):
        yield source.mutant(f"{function.name}: no order", source.replace(call, source.code(call.func.value)))
        key = source.replace(call.args[-1], f"{source.code(call.args[-1])}.desc()")
        yield source.mutant(f"{function.name}: order reversed", key)


@rule
def list_without_paging(package):
    for name in ("offset", "limit"):
        for source, function, call in query_calls(package, name):
            yield source.mutant(f"{function.name}: no {name}", source.replace(call, source.code(call.func.value)))
            more = source.replace(call.args[0], f"{source.code(call.args[0])} + 1")
            yield source.mutant(f"{function.name}: {name} is one more", more)


@rule
def list_hides_records(package):
    for source, function, call in query_calls(package, "order_by"):
        model, fields = model_of(source, function, package)
        every = f"{session_of(function)}.query({model}.id)"
        conditions = {
            "the first": f"{model}.id > {every}.order_by({model}.id).limit(1).scalar_subquery()",
            "the last": f"{model}.id < {every}.order_by({model}.id.desc()).limit(1).scalar_subquery()",
        }
        for field in fields:
            name = f"{model}.{field.name}"
            if field.optional:
                conditions[f"those without {field.name}"] = f"{name}.is_not(None)"
                conditions[f"those with {field.name}"] = f"{name}.is_(None)"
        for which, condition in conditions.items():
            where = f"{source.code(call.func.value)}.where({condition})"
            yield source.mutant(f"{function.name}: hides {which}", source.replace(call.func.value, where))


# What a list is asked for.


@rule
def a_filter_reads_any_text(package):
    for source, node in package.classes(lambda _, node: node.name.endswith("Filters")):
        for line in source.find(ast.AnnAssign, node):
            what = f"{node.name}: {line.target.id} is any text"
            yield source.mutant(what, source.replace(line.annotation, "str | None"))


@rule
def a_filter_compares_otherwise(package):
    others = {"__eq__": "__ne__", "__ge__": "__gt__", "__le__": "__lt__"}
    for source in package.sources:
        for node in source.find(ast.Attribute):
            if node.attr in others:
                text = f"{source.code(node.value)}.{others[node.attr]}"
                yield source.mutant(f"{source.code(node)}: {others[node.attr]}", source.replace(node, text))


@rule
def a_condition_is_dropped(package):
    """Of a statement: whose the records are, what they are below, whether they are marked as deleted."""
    for source in package.sources:
        for function in source.find(ast.FunctionDef):
            for call in source.calls("where", function):
                for argument in call.args:
                    rest = ", ".join(source.code(each) for each in call.args if each is not argument)
                    text = f"{source.code(call.func.value)}.where({rest})" if rest else source.code(call.func.value)
                    what = f"{function.name}: not {source.code(argument)}"
                    yield source.mutant(what, source.replace(call, text))


@rule
def a_check_is_dropped(package):
    """What refuses, or gives nothing. Where foreign keys are looked after, the database knows as well what is there."""
    for source in package.sources:
        for function in source.find(ast.FunctionDef):
            for node in source.find(ast.If, function):
                ends = isinstance(node.body[0], ast.Raise) or source.code(node.body[0]) == "return None"
                if ends and not node.orelse and not re.search(r"_exists?\(|\bcurrent is None", source.code(node.test)):
                    what = f"{function.name}: no check whether {source.code(node.test)}"
                    yield source.mutant(what, source.replace(node, "pass"))


@rule
def a_list_counts_otherwise(package):
    for source, function in package.functions("count_"):
        for node in source.find(ast.Return, function):
            what = f"{function.name}: one more"
            yield source.mutant(what, source.replace(node.value, f"({source.code(node.value)}) + 1"))


@rule
def a_search_is_narrower(package):
    for source in package.sources:
        for call in source.calls("icontains"):
            text = source.code(call)
            plain = text.replace(", autoescape=True", "")
            yield source.mutant("search: wildcards are read", source.replace(call, plain))
            start = text.replace("icontains", "istartswith")
            yield source.mutant("search: at the beginning alone", source.replace(call, start))


# Rows of many to many.


@rule
def links_are_otherwise(package):
    changes = {"cascade": "\"save-update, merge\"", "order_by": "None"}
    for source, node in package.orm_classes():
        for call in source.calls("relationship", node):
            for keyword in call.keywords:
                if keyword.arg in changes:
                    what = f"{node.name}: {keyword.arg} of line {call.lineno} is {changes[keyword.arg]}"
                    yield source.mutant(what, source.replace(keyword.value, changes[keyword.arg]))


@rule
def rows_may_be_there_twice(package):
    for source, node in package.orm_classes():
        for call in source.calls("UniqueConstraint", node):
            if len(call.args) > 1:
                what = f"{node.name}: {source.code(call.args[0])} alone is unique"
                rest = ", ".join(source.code(each) for each in [call.args[0], *call.keywords] if each is not None)
                yield source.mutant(what, source.replace(call, f"UniqueConstraint({rest})"))


@rule
def a_moment_stays(package):
    for source, node in package.orm_classes():
        for keyword in source.find(ast.keyword, node):
            if keyword.arg == "onupdate":
                yield source.mutant(f"{node.name}: no onupdate", source.replace(keyword.value, "None"))


@rule
def a_delete_marks_nothing(package):
    for source, function in package.functions("delete_"):
        for node in source.find(ast.Assign, function):
            if isinstance(node.targets[0], ast.Attribute):
                yield source.mutant(f"{function.name}: no mark", source.replace(node, "pass"))


# References.


@rule
def a_reference_keeps_its_records(package):
    for source in package.sources:
        for keyword in source.find(ast.keyword):
            if keyword.arg == "ondelete":
                what = f"line {keyword.value.lineno}: no ON DELETE {source.code(keyword.value)}"
                yield source.mutant(what, source.replace(keyword.value, '"NO ACTION"'))


@rule
def a_reference_that_is_gone_is_answered_otherwise(package):
    for source in package.sources:
        for node in source.find(ast.Constant):
            if node.value == "foreignkey":
                what = f"line {node.lineno}: a missing reference is a conflict"
                yield source.mutant(what, source.replace(node, '"nothing"'))


# The session.


@rule
def no_rollback(package):
    for source in package.sources:
        for call in source.calls("rollback"):
            yield source.mutant(f"line {call.lineno}: no rollback", source.replace(call, "None"))


@rule
def no_commit(package):
    """Each call that ends a write, whether it commits itself or calls what does."""
    for prefix in ("create_", "update_", "delete_"):
        for source, function in package.functions(prefix):
            for call in source.find(ast.Call, function):
                if re.search(r"commit$", last_name(call.func)) and isinstance(statement_of(function, call), ast.Expr):
                    flush = f"{session_of(function)}.flush()"
                    yield source.mutant(f"{function.name}: no commit", source.replace(call, flush))


@rule
def an_error_is_not_handled(package):
    for source in package.sources:
        for handler in source.find(ast.ExceptHandler):
            name = source.code(handler.type)
            edit = source.replace(handler.type, "ZeroDivisionError")
            yield source.mutant(f"line {handler.lineno}: {name} is not handled", edit)


# The answers.

STATUS = {201: 200, 204: 200, 404: 200, 409: 400}
NAMES = {
    200: "status.HTTP_200_OK",
    400: "status.HTTP_400_BAD_REQUEST",
}


@rule
def another_status(package):
    for source in package.sources:
        places = [keyword.value for keyword in source.find(ast.keyword) if keyword.arg == "status_code"]
        places += [call.args[0] for call in source.calls("HTTPException") if call.args]
        for place in places:
            found = re.search(r"\b(201|204|404|409)\b|_(201|204|404|409)_", source.code(place))
            if found:
                code = int(found[1] or found[2])
                edit = source.replace(place, str(STATUS[code]))
                yield source.mutant(f"line {place.lineno}: {STATUS[code]} instead of {code}", edit)


@rule
def a_parameter_has_another_bound(package):
    for source in package.sources:
        for call in source.calls("Query") + source.calls("Path"):
            for keyword in call.keywords:
                if keyword.arg in {"ge", "le"}:
                    for sign in ("+", "-"):
                        edit = source.replace(keyword.value, f"({source.code(keyword.value)}) {sign} 1")
                        what = f"{source.code(call)}: {keyword.arg} {sign} 1"
                        yield source.mutant(what, edit)


@rule
def a_page_has_another_size(package):
    for source in package.sources:
        if "APIRouter" not in source.text and "Query(" not in source.text:
            continue
        for function in source.find(ast.FunctionDef):
            arguments = function.args.args
            for argument, default in zip(arguments[len(arguments) - len(function.args.defaults) :], function.args.defaults):
                if isinstance(default, ast.Constant) and isinstance(default.value, int):
                    others = (10, default.value - 1, default.value + 1) if default.value > 1 else (1,)
                    for other in others:
                        what = f"{function.name}: {argument.arg} is {other} by default"
                        yield source.mutant(what, source.replace(default, str(other)))


@rule
def a_guard_is_dropped(package):
    for source in package.sources:
        for call in source.find(ast.Call):
            for keyword in call.keywords:
                if keyword.arg == "dependencies" and last_name(call.func) in {"APIRouter", *"get post patch put delete".split()}:
                    yield source.mutant(f"line {call.lineno}: no guard", source.replace(keyword.value, "[]"))


# The schemas.


def annotation_of(package: Package, model: str, suffix: str, field: str) -> str | None:
    for each in (suffix, "Base"):
        for source, node in package.schemas(model, each):
            for statement in node.body:
                if isinstance(statement, ast.AnnAssign) and statement.target.id == field:
                    return source.code(statement.annotation)
    return None


def value_of(package: Package, model: str, suffix: str, field: str) -> str:
    for each in (suffix, "Base"):
        for source, node in package.schemas(model, each):
            for statement in node.body:
                if isinstance(statement, ast.AnnAssign) and statement.target.id == field:
                    return "" if statement.value is None else f" = {source.code(statement.value)}"
    return ""


def own_line(source: Source, node: ast.ClassDef, field: str) -> ast.AnnAssign | None:
    return next((each for each in node.body if isinstance(each, ast.AnnAssign) and each.target.id == field), None)


def redefined(source: Source, node: ast.ClassDef, field: str, text: str) -> Edit:
    """The field's line put anew, or put in where the class inherits it."""
    line = own_line(source, node, field)
    if line is not None:
        return source.replace(line, text)
    if len(node.body) == 1 and isinstance(node.body[0], ast.Pass):
        return source.replace(node.body[0], text)
    return source.after(node.body[-1], text)


@rule
def create_takes_a_field_otherwise(package):
    for models, model in package.orm_classes():
        for source, node in package.schemas(model.name, "Create"):
            for field in fields_of(models, model):
                annotation = annotation_of(package, model.name, "Create", field.name)
                if annotation is None:
                    continue
                value = value_of(package, model.name, "Create", field.name)
                is_required = not value or value.startswith(" = Field(") and "default" not in value
                lines = {}
                if is_required:
                    lines["is optional"] = f"{field.name}: {annotation} | None = None"
                else:
                    rest = re.sub(r"\bdefault(_factory)?=[^,()]+(\(\))?,? ?", "", value) if "Field(" in value else ""
                    lines["is required"] = f"{field.name}: {annotation}{'' if rest == ' = Field()' else rest}"
                if "None" not in annotation:
                    lines["takes null"] = f"{field.name}: {annotation} | None{value}"
                for what, line in lines.items():
                    edit = redefined(source, node, field.name, line)
                    yield source.mutant(f"{node.name}.{field.name} {what}", edit)


@rule
def update_takes_null(package):
    for source in package.sources:
        for call in source.calls("field_validator"):
            names = [each for each in call.args if isinstance(each, ast.Constant)]
            for name in names:
                others = [source.code(each) for each in names if each is not name]
                edits = [source.replace(name, others[0])] if others else []
                if not others:
                    method = next(
                        each
                        for each in source.find(ast.FunctionDef)
                        if any(deco is call for deco in each.decorator_list)
                    )
                    edits = [source.before(method.body[0], "return value")]
                yield source.mutant(f"null is taken for {name.value}", *edits)


@rule
def update_requires_a_field(package):
    for models, model in package.orm_classes():
        for source, node in package.schemas(model.name, "Update"):
            for field in fields_of(models, model):
                line = own_line(source, node, field.name)
                if line is not None and line.value is not None and source.code(line.value) == "None":
                    edit = source.replace(line, f"{field.name}: {source.code(line.annotation)}")
                    yield source.mutant(f"{node.name}.{field.name} is required", edit)


@rule
def read_shows_other_fields(package):
    for models, model in package.orm_classes():
        for suffix in ("", "Read", "Response", "Public", "Out"):
            for source, node in package.schemas(model.name, suffix):
                for field in fields_of(models, model):
                    if annotation_of(package, model.name, suffix, field.name) is None:
                        line = f"{field.name}: object"
                        what = f"{node.name} shows {field.name}"
                    else:
                        line = f'{field.name}: object = __import__("pydantic").Field(None, exclude=True)'
                        what = f"{node.name} leaves out {field.name}"
                    yield source.mutant(what, redefined(source, node, field.name, line))


@rule
def another_default(package):
    kinds = lambda source, node: bool(re.search(r"(Create|Base)$", node.name)) or "__tablename__" in source.code(node)
    for source, node in package.classes(kinds):
        for line in node.body:
            if not isinstance(line, ast.AnnAssign) or line.value is None:
                continue
            values = [line.value]
            if isinstance(line.value, ast.Call):
                words = {"default", "insert_default", "server_default", "default_factory"}
                values = [keyword.value for keyword in line.value.keywords if keyword.arg in words]
                if last_name(line.value.func) == "Field":
                    values += line.value.args[:1]
            for value in values:
                other = other_value(package, source, value)
                if other is not None:
                    what = f"{node.name}.{line.target.id}: {other} instead of {source.code(value)}"
                    yield source.mutant(what, source.replace(value, other))


def other_value(package: Package, source: Source, value: ast.expr) -> str | None:
    code = source.code(value)
    if isinstance(value, ast.Constant) and value.value is not None:
        if isinstance(value.value, bool):
            return str(not value.value)
        if isinstance(value.value, (int, float)):
            return f"{code} + 1"
        return f'{code}"0"' if isinstance(value.value, str) else None
    if isinstance(value, ast.Attribute):
        for _, node in package.classes(lambda _, node: node.name == last_name(value.value)):
            members = [each.targets[0].id for each in node.body if isinstance(each, ast.Assign)]
            others = [each for each in members if each != value.attr]
            return f"{source.code(value.value)}.{others[-1]}" if others else None
    if code in {"list", "dict"}:
        return 'lambda: ["other"]' if code == "list" else 'lambda: {"other": 1}'
    if isinstance(value, ast.Call) and last_name(value.func) == "Decimal":
        return f"{code} + 1"
    return None


@rule
def an_enum_has_other_values(package):
    for source, node in package.classes(lambda _, node: any("Enum" in ast.unparse(base) for base in node.bases)):
        members = [each for each in node.body if isinstance(each, ast.Assign)]
        for member in members:
            name = member.targets[0].id
            used = any(re.search(rf"\b{node.name}\.{name}\b", each.text) for each in package.sources)
            if not used and len(members) > 1:
                yield source.mutant(f"{node.name} has no {name}", source.replace(member, "pass"))
        yield source.mutant(f"{node.name} has one more", source.after(members[-1], 'other_ = "other"'))


# The rules of values, in whichever `Field(…)` of the schemas they are.

DAY = '__import__("datetime").timedelta(days=1)'
CENT = '__import__("decimal").Decimal(10) ** -{places}'
STRICTER = {"ge": "gt", "gt": "ge", "le": "lt", "lt": "le"}


def value_rules(package: Package) -> Iterator[tuple[Source, ast.Call, ast.keyword, str]]:
    for source in package.sources:
        for call in source.calls("Field") + source.calls("StringConstraints"):
            holders = [
                node for node in source.find((ast.Assign, ast.AnnAssign)) if any(each is call for each in ast.walk(node))
            ]
            target = holders[0].targets[0] if holders and isinstance(holders[0], ast.Assign) else holders and holders[0].target
            classes = [node for node in source.find(ast.ClassDef) if any(each is call for each in ast.walk(node))]
            where = ".".join([*(node.name for node in classes), target.id if target else f"line {call.lineno}"])
            for keyword in call.keywords:
                if keyword.arg:
                    yield source, call, keyword, where


@rule
def a_rule_is_off_by_one(package):
    for source, call, keyword, where in value_rules(package):
        code = source.code(keyword.value)
        if keyword.arg in {"max_length", "min_length", "max_digits", "decimal_places"}:
            for sign in ("+", "-"):
                if not (sign == "-" and code in {"0", "1"}) or keyword.arg == "min_length" and code == "1":
                    what = f"{where}: {keyword.arg} {sign} 1"
                    yield source.mutant(what, source.replace(keyword.value, f"{code} {sign} 1"))
        elif keyword.arg in STRICTER:
            start, _ = source.span(keyword.value)
            name = Edit(start - len(keyword.arg) - 1, start - 1, STRICTER[keyword.arg])
            yield source.mutant(f"{where}: {STRICTER[keyword.arg]} instead of {keyword.arg}", name)
            step = step_of(source, call, keyword.value)
            for sign in ("+", "-"):
                value = f"({code}) {sign} {step}"
                yield source.mutant(f"{where}: {keyword.arg} {sign} {step}", source.replace(keyword.value, value))


def step_of(source: Source, call: ast.Call, value: ast.expr) -> str:
    if "date(" in source.code(value):
        return DAY
    places = next((each.value for each in call.keywords if each.arg == "decimal_places"), None)
    return "1" if places is None else CENT.format(places=source.code(places))


@rule
def a_rule_is_dropped(package):
    for source, call, keyword, where in value_rules(package):
        if keyword.arg in {"pattern", "allow_inf_nan", "max_digits", "decimal_places", "max_length", *STRICTER}:
            start, end = source.span(keyword.value)
            edit = Edit(start - len(keyword.arg) - 1, end, f"description={keyword.arg!r}")
            if "description=" not in source.code(call):
                yield source.mutant(f"{where}: no {keyword.arg}", edit)


@rule
def a_validator_is_dropped(package):
    for source in package.sources:
        for name in ("AfterValidator", "BeforeValidator", "WrapValidator"):
            for call in source.calls(name):
                yield source.mutant(f"line {call.lineno}: no {name}", source.replace(call, "None"))


# The database.


@rule
def the_database_lets_in_more(package):
    for source, model in package.orm_classes():
        for call in source.calls("CheckConstraint", model):
            edit = source.replace(call.args[0], '"1 = 1"')
            yield source.mutant(f"{model.name}: no CHECK {source.code(call.args[0])}", edit)
        for name in ("UniqueConstraint",):
            for call in source.calls(name, model):
                columns = [source.code(each) for each in call.args]
                edit = source.replace(call, f"CheckConstraint({' + '.join(columns)} + ' IS NOT NULL')")
                text = source.mutant(f"{model.name}: no UNIQUE {', '.join(columns)}", edit)
                yield text._replace(text=f"from sqlalchemy import CheckConstraint\n{text.text}")
        for keyword in source.find(ast.keyword, model):
            if keyword.arg in {"unique", "create_constraint"} and source.code(keyword.value) == "True":
                what = f"{model.name}, line {keyword.value.lineno}: no {keyword.arg}"
                yield source.mutant(what, source.replace(keyword.value, "False"))


@rule
def the_database_takes_null_otherwise(package):
    for source, model in package.orm_classes():
        for field in fields_of(source, model):
            inner = field.node.annotation.slice
            code = source.code(inner)
            is_optional = "None" in code
            text = re.sub(r" \| None$|^Optional\[(.*)\]$", r"\1", code) if is_optional else f"{code} | None"
            what = f"{model.name}.{field.name} is {'NOT NULL' if is_optional else 'NULL'} in the database"
            yield source.mutant(what, source.replace(inner, text))


def mutants(folder: Path) -> list[Mutant]:
    package = Package(folder)
    return [mutant for each in RULES for mutant in each(package)]
