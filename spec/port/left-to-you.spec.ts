import { expect } from 'chai';
import { portScript, type Note } from '../../lib/port';
import { complaintsAbout } from './type-check';

/** What the port of these lines leaves to a person. */
function todosOf(...lines: string[]): Pick<Note, 'line' | 'text'>[] {
  const { code, notes } = portScript(`${lines.join('\n')}\n`);
  const todos = notes.filter(({ kind }) => kind === 'todo');
  if (todos.length > 0) expect(code).to.include('// TODO: ');
  return todos.map(({ line, text }) => ({ line, text }));
}

describe('What a port leaves to a person', () => {
  it('are keys that are no text, where they are made', () => {
    const text = 'keys become text here, and whole numbers come first and in order';
    expect(todosOf('d = {}', 'd[1] = 2')).to.deep.equal([{ line: 2, text }]);
    expect(todosOf('d = {(1, 2): 3}')).to.deep.equal([{ line: 1, text }]);
    expect(todosOf('n = 3', 'd = {n: 1 for x in [1]}')).to.deep.equal([{ line: 2, text }]);
    expect(todosOf("d = {'a': 1}", "d['b'] = 2", 'rows = [1]', 'rows[0] = 2')).to.deep.equal([]);
  });

  it('is a test for floats, which whole numbers pass', () => {
    expect(todosOf('x = 5', 'print(isinstance(x, float))')).to.have.length(1);
    expect(todosOf('x = 5', 'print(isinstance(x, (int, float)))')).to.deep.equal([]);
  });

  it('are methods that Python calls for an operator', () => {
    const [todo] = todosOf('class Money(object):', '    def __hash__(self):', '        return 1');
    expect(todo).to.deep.equal({ line: 2, text: 'nothing calls __hash__ here' });
    expect(todosOf('class Money(object):', '    def __add__(self, other):', '        return self')).to.deep.equal([]);
  });

  it('is a method that waits, where Python calls it for something that does not', () => {
    const method = (name: string): string[] => [`    def ${name}(self):`, '        time.sleep(1)', '        return 3'];
    const [todo] = todosOf('import time', 'class Queue(object):', ...method('__len__'), 'print(len(Queue()))');
    expect(todo).to.deep.equal({ line: 3, text: '__len__ waits here, and what calls it does not' });
    const { code, notes } = portScript(
      ['import time', 'class Queue(object):', ...method('__call__'), 'Queue()()'].join('\n'),
    );
    expect(code).to.include('await new Queue().__call__()');
    expect(notes).to.deep.equal([]);
  });

  it('is a method of a class of the script that is called on what may be a dictionary just as well', () => {
    const source = ['class Settings(object):', '    def keys(self):', "        return ['a']", 'def show(given):'];
    const calls = ['    print(given.keys())', 'show(Settings())', 'show({})'];
    expect(todosOf(...source, ...calls).map(({ line }) => line)).to.deep.equal([5]);
    expect(todosOf(...source, ...calls.slice(0, 2))).to.deep.equal([]);
  });

  it('is a loop over what has no more than __getitem__, and a slice of what has its own', () => {
    const owner = ['class Rows(object):', '    def __getitem__(self, i):', '        return i', 'rows = Rows()'];
    expect(todosOf(...owner, 'for row in rows:', '    print(row)').map(({ line }) => line)).to.deep.equal([5]);
    expect(todosOf(...owner, 'print(rows[1:2])').map(({ line }) => line)).to.deep.equal([5]);
    expect(todosOf(...owner, 'print(rows[1])')).to.deep.equal([]);
  });

  it('is said above the statement even when there is a block below it', () => {
    const { code } = portScript('import lock\nif lock.held(1):\n    x = 2\n');
    expect(code).to.match(/\/\/ TODO: this is not known: if lock\.held\(1\):\n +if \(/);
  });

  it('is a subclass of dict, in TypeScript that type-checks all the same', () => {
    const { code } = portScript("class Row(dict):\n    pass\nrow = Row()\nrow['a'] = 1\nprint(row['a'])\n");
    expect(complaintsAbout({ row: code })).to.deep.equal([]);
    expect(todosOf('class Row(dict):', '    pass')).to.deep.equal([
      { line: 1, text: 'the base class is left out: dict' },
    ]);
  });

  it('is the order of keys that nobody wrote down, as advice where it shows', () => {
    const adviceOf = (source: string): number[] => portScript(source).notes.map(({ line }) => line);
    const filled = "d = {}\nfor key in ['10', '9']:\n    d[key] = 1\n";
    expect(adviceOf(`${filled}for key in d.keys():\n    x = key\n`)).to.deep.equal([4]);
    expect(adviceOf(`${filled}print(d)\n`)).to.deep.equal([4]);
    expect(adviceOf(`${filled}print(sorted(d))\n`)).to.deep.equal([]);
    expect(adviceOf(`${filled}print(d.get('9'))\n`)).to.deep.equal([]);
    expect(adviceOf("d = {}\nd['a'] = 1\nprint(d)\n")).to.deep.equal([]);
  });

  it('is the order of what JSON has, as advice where a loop goes over a dictionary of it', () => {
    const adviceOf = (...lines: string[]): number[] =>
      portScript(['import json', "c = json.loads('{}')", ...lines].join('\n')).notes.map(({ line }) => line);
    expect(adviceOf('for key, value in c.items():', '    print(key)')).to.deep.equal([3]);
    expect(adviceOf('for key in c:', '    print(c[key])')).to.deep.equal([3]);
    expect(adviceOf("for key in c['maps']:", "    print(c['maps'][key])")).to.deep.equal([3]);
    expect(adviceOf('for row in c:', "    print(row['name'])")).to.deep.equal([]);
    expect(adviceOf('for key in sorted(c):', '    print(c[key])')).to.deep.equal([]);
  });

  it('is the order of arguments, as advice where a call among them may tell', () => {
    const adviceOf = (call: string): number =>
      portScript(`log = []\ndef f(x, y=1):\n    log.append(x)\n    return x\n${call}\n`).notes.length;
    expect(adviceOf('f(y=f(1), x=f(2))')).to.equal(1);
    expect(adviceOf('f(y=f(1), x=len(log))')).to.equal(1);
    expect(adviceOf('f(y=f(1), x=2)')).to.equal(0);
    expect(adviceOf('f(x=f(1), y=f(2))')).to.equal(0);
    expect(adviceOf("open(mode=str(f(2)), file=str(f('x')))")).to.equal(1);
  });

  it('is what may be a tuple or a list, as advice where it is printed', () => {
    const { notes } = portScript('import sys\nx = [1]\nif sys.argv:\n    x = (1, 2)\nprint(x)\n');
    expect(notes.map(({ kind, line }) => ({ kind, line }))).to.deep.equal([{ kind: 'advice', line: 5 }]);
  });

  it('is nothing of a default that is shared in Python: that is worth a look', () => {
    const { notes } = portScript('def f(x, found=[]):\n    found.append(x)\n    return found\nprint(f(1))\n');
    expect(notes.map(({ kind, line, column }) => ({ kind, line, column }))).to.deep.equal([
      { kind: 'advice', line: 1, column: 16 },
    ]);
  });
});

describe('Python 2', () => {
  const mainOf = (source: string): string => portScript(source).code.split('async function main()')[1] ?? '';

  it('takes parameters apart', () => {
    expect(mainOf("d = {'a': 1}\nprint sorted(d.items(), key=lambda (k, v): v)\n")).to.include(
      'sorted(Object.entries(d), ([k, v]: any) => v)',
    );
    const { code, notes } = portScript('def f(a, (b, (c, d)), e=1):\n    return d\nprint f(1, (2, (3, 4)))\n');
    expect(code).to.include('const [b, [c, d]] = ');
    expect(notes).to.deep.equal([]);
  });

  it('divides and rounds in its own way, unless the script asks for the new one', () => {
    expect(mainOf('n = 7\nprint n / 2\n')).to.include('Math.floor(n / 2)');
    expect(mainOf('from __future__ import division\nn = 7\nx = n / 2\nprint x\n')).to.not.include('Math.floor');
    expect(mainOf('print round(2.5)\n')).to.include('oldRound(2.5, 0)');
  });
});
