/** Makes lib/records/csv-scan/record-ends-wasm.ts out of its AssemblyScript: `npm run build:wasm`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const SOURCE = 'lib/records/csv-scan/assembly/record-ends.ts';
export const MODULE = join(ROOT, 'lib/records/csv-scan/record-ends-wasm.ts');

/** Pages of 64 KiB: a chunk of 1 MiB, and 4 bytes for each record end that it can hold. */
const PAGES = '90';

/** The text of the module, as the source of today makes it. */
export function recordEndsModule(): string {
  const base64 = compiled().toString('base64');
  return `/** Made from assembly/record-ends.ts by \`npm run build:wasm\`. */\nexport const RECORD_ENDS_WASM =\n  '${base64}';\n`;
}

function compiled(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'record-ends-'));
  const out = join(folder, 'record-ends.wasm');
  const memory = ['--initialMemory', PAGES, '--maximumMemory', PAGES];
  const options = ['-O3', '--runtime', 'stub', '--enable', 'simd', '--noAssert', ...memory];
  try {
    execFileSync(process.execPath, [join(ROOT, 'node_modules/.bin/asc'), SOURCE, ...options, '--outFile', out], {
      cwd: ROOT,
    });
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (require.main === module) writeFileSync(MODULE, recordEndsModule());
