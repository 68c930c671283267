/** The whole file: what can stand at the top of a module, and `main()` for what must run in order. */
import { type Scope } from '../analysis/scopes';
import { blocksIn, everyExpression, everyStatement, expressionsIn, withSubexpressions } from '../analysis/walk';
import { type Model } from '../analysis/model';
import { type Argument, type Block, type DefinitionStatement, type Program, type Statement } from '../syntax/tree';
import { writePreamble } from '../runtime';
import { Context, NO_PYTHON, type Note } from './context';
import { isDeclaredElsewhere, placeDeclarations } from './declarations';
import { docComment, docstringOf } from './docs';
import { writeExpression } from './expressions';
import { layOut } from './layout';
import { Lines } from './lines';
import { tsName } from './names';
import { writeStatement } from './statements';
import { typeText } from './types';
import { Writer } from './writer';

export function writeProgram(program: Program, model: Model): { code: string; notes: Note[] } {
  const record = { used: new Set<string>(), notes: [] as Note[], flags: 0, todos: [] };
  const context = new Context(model, model.module, record, writeExpression);
  if (usesExit(program)) context.use('SystemExit');
  for (const from of program.faults) context.note({ from }, NO_PYTHON, 'fault');
  const parts = new ProgramWriter(program, context);
  const body = parts.write();
  const preamble = writePreamble(record.used);
  const helpers = [...preamble.helpers, ...argumentsInterface(context)].join('\n');
  const module = layOut(body.module.join('\n'));
  const middle = runsHelpers(body.module, preamble.names) ? [helpers, module] : [module, helpers];
  const text = [preamble.imports.join('\n'), body.documentation.join('\n'), ...middle, layOut(body.main.join('\n'))];
  const sections = text.map((part) => part.trim()).filter((part) => part !== '');
  return {
    code: `${sections.join('\n\n')}\n`,
    notes: record.notes.sort((x, y) => x.line - y.line || x.column - y.column),
  };
}

/** What `parse_args()` gives. */
function argumentsInterface(context: Context): string[] {
  if (!context.record.used.has('Arguments')) return [];
  const fields = Array.from(context.model.argumentTypes, ([name, type]) => `  ${name}: ${typeText(type, context)};`);
  return ['', 'interface Arguments {', ...fields, '}'];
}

/** Classes must stand before what runs at once. */
function runsHelpers(module: readonly string[], names: readonly string[]): boolean {
  const running = module
    .join('\n')
    .split('\n')
    .filter((line) => !/^(\s|function|async|\/|\*|\}|$)/.test(line));
  return running.some((line) => names.some((name) => new RegExp(`\\b${name}\\b`).test(line)));
}

function usesExit(program: Program): boolean {
  return [...everyExpression(program.body)].some((expression) =>
    /\b(sys|os)\.exit$|^exit$|^quit$/.test(calleeText(expression, program)),
  );
}

function calleeText(expression: Statement | Parameters<typeof writeExpression>[0], program: Program): string {
  return expression.kind === 'call' ? program.source.slice(expression.callee.from, expression.callee.to) : '';
}

/** The entry point that a script has already: `if __name__ == '__main__': main()`. */
interface Entry {
  readonly def: DefinitionStatement;
  readonly args: readonly Argument[];
  readonly isExit: boolean;
}

class ProgramWriter {
  readonly #statements: readonly Statement[];
  readonly #module = new Lines();
  readonly #main = new Lines();
  readonly #writer: Writer;
  readonly #shared: Set<string>;

  constructor(
    readonly program: Program,
    readonly context: Context,
  ) {
    const isDocumented = docstringOf(program.body) !== undefined;
    this.#statements = program.body.statements.slice(isDocumented ? 1 : 0).flatMap(entryBody);
    const body = { ...program.body, statements: this.#statements };
    this.#shared = namesUsedInDefinitions(program.body.statements, context.scope);
    const declarations = placeDeclarations(body, context.scope, this.#shared);
    this.#writer = new Writer(context, declarations, { comments: [...program.comments], writeStatement });
  }

  write(): { documentation: string[]; module: string[]; main: string[] } {
    const entry = this.#ownEntry();
    const module = this.#writer.apart(this.#module);
    const main = this.#writer.apart(this.#main);
    const moduleOnly = this.#moduleStatements(entry);
    const documentation = docstringOf(this.program.body);
    this.#declareShared(moduleOnly);
    this.#main.inside(() => {
      for (const statement of this.#statements) {
        if (statement === this.#entryCall(entry)) continue;
        if (moduleOnly.has(statement)) this.#writeModule(statement, module);
        else main.statement(statement);
      }
      main.commentsUntil(this.program.source.length + 1);
    });
    return {
      documentation: documentation === undefined ? [] : [...docComment(documentation), ''],
      module: [this.#module.text, ''],
      main: this.#mainLines(entry),
    };
  }

  #writeModule(statement: Statement, module: Writer): void {
    const isBlock = statement.kind === 'def' || statement.kind === 'class';
    if (isBlock) this.#module.blank();
    if (this.#isSharedConstant(statement)) this.#declareHere(statement, module);
    module.statement(statement);
    if (isBlock) this.#module.blank();
  }

  /** A constant that functions use is declared where it stands. */
  #declareHere(statement: Statement, module: Writer): void {
    if (statement.kind !== 'assign') return;
    const names = statement.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []));
    module.declarations.by.set(statement, new Set(names));
  }

  #isSharedConstant(statement: Statement): boolean {
    return statement.kind === 'assign' && statement.targets.length === 1 && statement.targets[0]?.kind === 'name';
  }

  /** Imports, definitions, and the assignments before anything happens. */
  #moduleStatements(entry: Entry | undefined): Set<Statement> {
    const found = new Set<Statement>();
    const declared = new Set<string>();
    let hasActed = false;
    for (const statement of this.#statements) {
      const isDefinition =
        ['def', 'class', 'import'].includes(statement.kind) ||
        (entry !== undefined && statement !== this.#entryCall(entry));
      const isConstant = !hasActed && this.#isStatic(statement, declared, entry);
      if (isDefinition || isConstant) found.add(statement);
      else hasActed = true;
    }
    return found;
  }

  #isStatic(statement: Statement, declared: Set<string>, entry: Entry | undefined): boolean {
    if (statement.kind === 'pass') return true;
    if (statement.kind !== 'assign' || !this.#isSharedConstant(statement)) return false;
    const [target] = statement.targets;
    if (target?.kind !== 'name' || declared.has(target.id) || this.#waits(statement)) return false;
    const isConstant = /^_*[A-Z][A-Z\d_]*$/.test(target.id) && this.context.scope.find(target.id)?.assignments === 1;
    const isKept = isConstant || this.#shared.has(target.id) || entry !== undefined;
    if (isKept) declared.add(target.id);
    return isKept;
  }

  #waits(statement: Statement): boolean {
    const todos = [...this.context.record.todos];
    const used = new Set(this.context.record.used);
    const notes = [...this.context.record.notes];
    const text = expressionsIn(statement)
      .map((expression) => this.context.text(expression))
      .join();
    this.context.record.todos.splice(0, Infinity, ...todos);
    this.context.record.notes.splice(0, Infinity, ...notes);
    for (const name of this.context.record.used) if (!used.has(name)) this.context.record.used.delete(name);
    return /\bawait\b/.test(text);
  }

  /** What functions use and the script fills later. */
  #declareShared(moduleOnly: ReadonlySet<Statement>): void {
    const declaredThere = new Set(
      [...moduleOnly].flatMap((statement) =>
        statement.kind === 'assign'
          ? statement.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []))
          : [],
      ),
    );
    for (const name of this.#shared) {
      const variable = this.context.scope.find(name);
      if (variable === undefined || declaredThere.has(name) || isDeclaredElsewhere(variable)) continue;
      const text = typeText(variable.type, this.context);
      this.#module.add(`let ${tsName(name)}${text === 'any' ? '' : '!'}: ${text};`);
    }
  }

  #ownEntry(): Entry | undefined {
    const last = this.#statements.at(-1);
    if (last?.kind !== 'expression' || last.value.kind !== 'call') return undefined;
    const outer = last.value;
    const [inner] = outer.args;
    const exited = calleeText(outer, this.program) === 'sys.exit' ? inner?.value : undefined;
    const call = exited?.kind === 'call' ? exited : outer;
    const isExit = call !== outer;
    const type = this.context.typeOf(call.callee);
    if (type.kind !== 'def' || type.def.name !== 'main') return undefined;
    const waits = this.#statements
      .slice(0, -1)
      .some((statement) => [statement, ...everyStatement(bodyOf(statement))].some((inner) => this.#waits(inner)));
    return waits ? undefined : { def: type.def, args: call.args, isExit };
  }

  #entryCall(entry: Entry | undefined): Statement | undefined {
    return entry === undefined ? undefined : this.#statements.at(-1);
  }

  #mainLines(entry: Entry | undefined): string[] {
    const { use, model } = this.context;
    if (entry !== undefined && this.#main.length === 0) {
      const args = entry.args.map(({ value }) => this.context.text(value)).join(', ');
      const start = model.waiting.has(entry.def) ? `main(${args})` : `Promise.resolve().then(() => main(${args}))`;
      return ['', `${start}${entry.isExit ? `.then(${use('exit')})` : ''}.catch(${use('endWithError')});`, ''];
    }
    const name = this.context.scope.variables.has('main') ? 'script' : 'main';
    return ['', `async function ${name}() {`, this.#main.text, '}', '', `${name}().catch(${use('endWithError')});`, ''];
  }
}

/** Functions run later. */
function bodyOf(statement: Statement): Block {
  const isLater = statement.kind === 'def' || statement.kind === 'class';
  return { statements: isLater ? [] : blocksIn(statement).flatMap(({ statements }) => statements), from: 0, to: 0 };
}

/** The statements below `if __name__ == '__main__':` are the script's own. */
function entryBody(statement: Statement): readonly Statement[] {
  if (statement.kind !== 'if' || statement.otherwise !== undefined) return [statement];
  const [branch] = statement.branches;
  const isEntry =
    statement.branches.length === 1 &&
    branch?.test.kind === 'compare' &&
    branch.test.first.kind === 'name' &&
    branch.test.first.id === '__name__';
  return isEntry ? branch.body.statements : [statement];
}

/** Variables of the module that its functions use. */
function namesUsedInDefinitions(statements: readonly Statement[], scope: Scope): Set<string> {
  const names = new Set<string>();
  for (const statement of statements) {
    if (statement.kind !== 'def' && statement.kind !== 'class') continue;
    for (const inner of everyStatement(statement.body)) {
      for (const expression of expressionsIn(inner)) {
        for (const part of withSubexpressions(expression))
          if (part.kind === 'name' && scope.variables.has(part.id)) names.add(part.id);
      }
      if (inner.kind === 'scope') for (const name of inner.names) names.add(name);
    }
  }
  return names;
}
