import { expect } from 'chai';
import { findCycle } from './house/cycles';
import { filesBelow, textOf } from './house/files';
import { importsIn, importsOf, type Import } from './house/imports';
import { complaintsAboutPackage, packageOf } from './house/packages';
import { timersIn } from './house/timers';
import { complaintAbout, wingOf, WINGS } from './house/wings';

const LIBRARY = filesBelow('.').filter((file) => file.startsWith('lib/') || file === 'repl.ts');
const SPECS = filesBelow('spec').filter((file) => file.endsWith('.ts') && !file.startsWith('spec/bench/'));

const imports = importsOf(LIBRARY);
const ownImports = imports.filter(({ isOfPackage }) => !isOfPackage);
const packageImports = imports.filter(({ isOfPackage }) => isOfPackage);

const manifest = JSON.parse(textOf('package.json')) as Record<'dependencies' | 'devDependencies', object>;
const dependencies = Object.keys(manifest.dependencies);
const everyDependency = [...dependencies, ...Object.keys(manifest.devDependencies)];

function read(from: string, text: string): Import[] {
  return importsIn({ from, text, files: LIBRARY });
}

describe('The layers', () => {
  it('give every file of the library to one wing', () => {
    expect(LIBRARY.filter((file) => wingOf(file) === undefined)).to.deep.equal([]);
  });

  it('let a wing import only what its row allows', () => {
    expect(ownImports.map(complaintAbout).filter((complaint) => complaint !== undefined)).to.deep.equal([]);
  });

  it('have no circle of wings', () => {
    const rows = WINGS.map(({ name, mayImport, mayImportTypesOf = [] }) => [name, [...mayImport, ...mayImportTypesOf]]);
    expect(findCycle(new Map(rows as [string, string[]][]))).to.equal(undefined);
  });

  it('have no circle of files, types included', () => {
    expect(findCycle(graphOf(ownImports)) ?? []).to.deep.equal([]);
  });

  it('leave timers to the two clocks', () => {
    const clocks = ['lib/clock.ts', 'lib/practice-org/clock.ts'];
    const others = LIBRARY.filter((file) => !clocks.includes(file));
    expect(others.flatMap((file) => timersIn(textOf(file)).map((timer) => `${file} uses ${timer}`))).to.deep.equal([]);
    expect(clocks.map((file) => timersIn(textOf(file)).includes('setTimeout'))).to.deep.equal([true, true]);
  });
});

describe('The packages', () => {
  it('stay in the wings that they are for', () => {
    expect(packageImports.flatMap(complaintsAboutPackage)).to.deep.equal([]);
  });

  it('are declared as dependencies when the library imports them', () => {
    expect(undeclared(packageImports, dependencies)).to.deep.equal([]);
  });

  it('are each used when they are declared as dependencies', () => {
    const used = new Set(packageImports.map(({ to }) => packageOf(to)));
    expect(dependencies.filter((name) => !used.has(name))).to.deep.equal([]);
  });

  it('are declared when a spec imports them', () => {
    const ofSpecs = importsOf(SPECS).filter(({ isOfPackage, to }) => isOfPackage && packageOf(to) !== 'sfbulk');
    expect(undeclared(ofSpecs, everyDependency)).to.deep.equal([]);
  });
});

describe('What is loaded at once', () => {
  it('for the library, is neither the practice org nor what only a sign-in or a zip needs', () => {
    const loaded = loadedAtOnce('lib/index.ts');
    expect(loaded).to.include('lib/bulk/sending/upload.ts');
    expect(loaded.filter((file) => file.startsWith('lib/practice-org/'))).to.deep.equal([]);
    expect(loaded).not.to.include.oneOf(['axios', 'xml2js', 'tough-cookie', 'jose', 'fflate']);
    expect(loaded).not.to.include('node:child_process');
  });

  it('for a command, is none of the parts that other commands need', () => {
    const loaded = loadedAtOnce('lib/cli/sfbulk.ts');
    expect(loaded).to.include('lib/cli/commands/load.ts');
    expect(loaded.filter((file) => /^lib\/(practice-org|port)\//.test(file))).to.deep.equal([]);
    expect(loaded).not.to.include.oneOf(['lib/repl/index.ts', 'acorn', 'string-width', 'node:repl']);
  });
});

describe('The check of the layers', () => {
  it('names the file, what it imports, and what it might have imported', () => {
    const [found] = read('lib/codecs/csv.ts', "import { retrying } from '../transport/retry';");
    expect(found && complaintAbout(found)).to.equal(
      'lib/codecs/csv.ts imports lib/transport/retry.ts: codecs may import errors',
    );
  });

  it('sees every way to import', () => {
    const text = `
      import '../errors';
      import * as errors from '../errors';
      import old = require('../errors');
      export * from '../errors';
      type Kind = import('../errors').BulkException;
      void import('../errors');
      require('../errors');
    `;
    expect(read('lib/wire/v1.ts', text).map(complaintAbout)).to.deep.equal(
      Array(7).fill('lib/wire/v1.ts imports lib/errors.ts: wire may import nothing'),
    );
    expect(read('lib/wire/v1.ts', text).map(({ isOnDemand }) => isOnDemand)).to.deep.equal([
      ...Array<boolean>(5).fill(false),
      true,
      true,
    ]);
  });

  it('tells the import of types from the import of values', () => {
    const text = `
      import type { A } from '../transport/transport';
      import { type A, type B } from '../transport/transport';
      export type { A } from '../transport/transport';
      import { type A, b } from '../transport/transport';
    `;
    expect(read('lib/dialects/dialect.ts', text).map((found) => complaintAbout(found) === undefined)).to.deep.equal([
      true,
      true,
      true,
      false,
    ]);
  });

  it('sees a file outside the table, whichever end of the import it is', () => {
    const [inwards, outwards] = read('lib/errors.ts', "import '../spec/layers'; import './elsewhere';");
    expect(inwards && complaintAbout(inwards)).to.include('errors may import wire');
    expect(outwards && complaintAbout(outwards)).to.include('errors may import wire');
    expect(read('lib/elsewhere.ts', "import './errors'").map(complaintAbout)).to.deep.equal([
      'lib/elsewhere.ts belongs to no wing',
    ]);
  });

  it('finds the shortest words for a circle', () => {
    const circle = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'b'],
    ].map(([from = '', to = '']) => ({ from, to, isOfPackage: false, isTypeOnly: true, isOnDemand: false }));
    expect(findCycle(graphOf(circle))).to.deep.equal(['b', 'c', 'b']);
  });

  it('sees a codec of the client in the practice org, a file system in a codec, and a package in the wire', () => {
    const complaints = (from: string, specifier: string): number =>
      read(from, `import '${specifier}';`).flatMap(complaintsAboutPackage).length;
    expect(complaints('lib/practice-org/soap.ts', 'papaparse')).to.equal(1);
    expect(complaints('lib/records/rows.ts', 'csv-parse/sync')).to.equal(1);
    expect(complaints('lib/codecs/csv.ts', 'fs/promises')).to.equal(1);
    expect(complaints('lib/practice-org/store/store.ts', 'node:fs')).to.equal(1);
    expect(complaints('lib/wire/v1.ts', 'node:util')).to.equal(1);
    expect(complaints('lib/transport/axios-transport.ts', 'axios')).to.equal(0);
  });

  it('sees a timer called, handed on, imported, or hidden in a signal', () => {
    const text = `
      import { setTimeout as sleep } from 'node:timers/promises';
      globalThis.setInterval(f, 1);
      const wait = setTimeout;
      AbortSignal.timeout(5);
    `;
    expect(timersIn(text)).to.deep.equal(['setTimeout', 'setInterval', 'setTimeout', 'AbortSignal.timeout']);
    expect(
      timersIn("import { setImmediate } from 'node:timers/promises'; const timeout = 'setTimeout';"),
    ).to.deep.equal([]);
  });
});

function graphOf(found: readonly Import[]): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const { from, to } of found) graph.set(from, [...(graph.get(from) ?? []), to]);
  return graph;
}

/** The files and packages that are there when the file has been loaded. */
function loadedAtOnce(file: string, loaded = new Set([file])): string[] {
  for (const { from, to, isTypeOnly, isOnDemand } of imports) {
    if (from !== file || isTypeOnly || isOnDemand || loaded.has(to)) continue;
    loaded.add(to);
    loadedAtOnce(to, loaded);
  }
  return [...loaded];
}

function undeclared(found: readonly Import[], declared: readonly string[]): string[] {
  return found
    .filter(({ to }) => !packageOf(to).startsWith('node:') && !declared.includes(packageOf(to)))
    .map(({ from, to }) => `${from} imports ${to}, which package.json does not declare`);
}
