// CPython 3.14 in its own process: reads a JSON list of texts; prints its version and, for each text, what its
// compiler has against it or else how many calls are in it and which names the module binds.
import { text } from 'node:stream/consumers';
import { loadPyodide } from 'pyodide';

const python = await loadPyodide();
python.globals.set('given', await text(process.stdin));
const answer = python.runPython(`
import ast, json, symtable, sys, warnings
warnings.simplefilter("ignore")

def judged(source):
    data = source.encode("utf-8")
    try:
        tree = ast.parse(data)
        compile(data, "given.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return {"problem": f"{type(error).__name__}: {error}"}
    symbols = symtable.symtable(data, "given.py", "exec").get_symbols()
    names = sorted(each.get_name() for each in symbols if each.is_assigned() or each.is_imported())
    return {"calls": sum(isinstance(node, ast.Call) for node in ast.walk(tree)), "names": names}

json.dumps({"version": sys.version, "judgements": [judged(each) for each in json.loads(given)]})
`);
process.stdout.write(answer);
