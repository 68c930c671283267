import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, posix, sep } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { ROOT } from '../house/files';
import { addNodeTypes, addProgram, packAndInstall, type Installed } from './installed';
import { nodeOf, VERSIONS } from './nodes';
import { npm, run } from './run';
import { complaintsOfCompiler, EVERY_MODULES } from './type-check';

interface Manifest {
  readonly version: string;
}

/** What the round trips print. */
const ROUND_TRIP = '{"succeeded":2}\n{"refused":true}\n';

describe('The packed package', function () {
  // npm, the compiler, and Nodes that may have to be fetched first.
  this.timeout(300_000);

  let installed: Installed;
  let files: string[];

  before(async () => {
    installed = await packAndInstall();
    await addNodeTypes(installed);
    files = readdirSync(installed.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(installed.root.length + 1));
    files = files.map((file) => file.split(sep).join('/')).sort();
  });

  after(() => installed.remove());

  const textOf = (file: string): string => readFileSync(join(installed.root, file), 'utf8');

  describe('holds', () => {
    it('the library as it was built and as it was written, what there is to read, and nothing else', () => {
      const known =
        /^(?:dist\/(?:lib\/.+|repl)\.(?:js|d\.ts)(?:\.map)?|lib\/.+(?:\.ts|\/assembly\/tsconfig\.json)|docs\/.+|repl\.ts|package\.json)$|^(?:LICENSE|README\.md)$/;
      expect(files.filter((file) => !known.test(file))).to.deep.equal([]);
      expect(files).to.include.members(['LICENSE', 'README.md', 'dist/lib/index.js', 'dist/lib/index.d.ts']);
    });

    it('no specs', () => {
      expect(files.filter((file) => /\.spec\.|(?:^|\/)spec\//.test(file))).to.deep.equal([]);
    });

    it('nothing of an earlier build', () => {
      expect(files.filter((file) => file.includes('left-behind'))).to.deep.equal([]);
    });

    it('source maps whose sources are there', () => {
      const maps = files.filter((file) => file.endsWith('.map'));
      expect(maps).to.not.have.lengthOf(0);
      expect(
        maps.flatMap((map) => sourcesOf(map, textOf(map)).filter((source) => !files.includes(source))),
      ).to.deep.equal([]);
    });

    it('no declaration that lets anything pass', () => {
      const declarations = files.filter((file) => file.endsWith('.d.ts'));
      expect(declarations.filter((file) => /(?::|<|\||=>|,|=) ?any\b/.test(codeOf(textOf(file))))).to.deep.equal([]);
    });
  });

  describe('passes', () => {
    it('publint', async () => {
      const { tarball } = installed;
      const bytes = await readFile(tarball);
      const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
      expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).to.deep.equal([]);
    });

    it('the check whether its types are what it is, by require and by import', async () => {
      const attw = join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js');
      const args = [attw, installed.tarball, '--profile', 'node16', '--format', 'json'];
      const { stdout } = await run(process.execPath, args, { cwd: ROOT });
      const { analysis, problems } = JSON.parse(stdout) as { analysis: { entrypoints: object }; problems?: object };
      expect(Object.keys(analysis.entrypoints)).to.include.members(['.', './python', './practice-org']);
      expect(problems ?? {}).to.not.have.any.keys('FalseCJS', 'FalseESM', 'NamedExports', 'UntypedResolution');
    });

    for (const modules of EVERY_MODULES) {
      it(`the strict compiler in a user's program, with module resolution ${modules}`, async () => {
        expect(complaintsOfCompiler(await addProgram(installed, 'consumer.ts'), modules)).to.deep.equal([]);
      });
    }
  });

  describe('runs', () => {
    it('by its command', async () => {
      const { stdout } = await npm(['exec', '--offline', '--', 'sfbulk', '--version'], { cwd: installed.home });
      expect(stdout.trim()).to.equal((JSON.parse(textOf('package.json')) as Manifest).version);
    });

    for (const name of ['sfbulk', 'sfbulk/python']) {
      it(`without the practice org in memory, nor what only some need, when ${name} is all that is asked for`, async () => {
        const program = await addProgram(installed, 'loaded.cjs');
        const { stdout } = await run(process.execPath, [program, name], { cwd: installed.home });
        const loaded = stdout.split('\n').map((file) => file.slice(installed.home.length));
        expect(loaded.some((file) => file.includes('papaparse'))).to.equal(true);
        expect(loaded.filter((file) => /practice-org|soql|chevrotain|csv-parse|fast-xml/.test(file))).to.deep.equal([]);
        expect(loaded.filter((file) => /axios\/|xml2js\/|fflate\/|tough-cookie\/|jose\//.test(file))).to.deep.equal([]);
      });
    }

    const nodes = [`${process.versions.node}, which runs this`, ...VERSIONS];

    if (VERSIONS.length === 0) {
      console.warn(`    Only Linux on x64 has other Nodes to try: here the package runs on ${process.version} alone.`);
    }

    for (const version of nodes) {
      describe(`on Node ${version}`, () => {
        let node = process.execPath;

        before(async () => {
          if (VERSIONS.includes(version)) node = await nodeOf(version);
        });

        const outputOf = async (program: string): Promise<string> => {
          const { stdout, stderr } = await run(node, [await addProgram(installed, program)], { cwd: installed.home });
          expect(stderr).to.equal('');
          return stdout;
        };

        it('by require', async () => {
          expect(await outputOf('round-trip.cjs')).to.equal(ROUND_TRIP);
        });

        it('by import', async () => {
          expect(await outputOf('round-trip.mjs')).to.equal(ROUND_TRIP);
        });

        it('in every module', async () => {
          const modules = files.filter((file) => /^dist\/lib\/.*\.js$/.test(file) && file !== 'dist/lib/cli/sfbulk.js');
          expect(await outputOf('load-all.cjs')).to.equal(`${modules.length}\n`);
        });
      });
    }
  });
});

function sourcesOf(map: string, text: string): string[] {
  const { sources } = JSON.parse(text) as { sources: string[] };
  return sources.map((source) => posix.join(dirname(map), source));
}

/** Without its comments. */
function codeOf(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
