/** Runs WebAssembly over CSV that has nothing out of the ordinary, which takes a sixth of the time of a loop here. */
import { type RecordEnds } from './careful-scan';
import { Place, type Position, type ScanRules } from './position';
import { RECORD_ENDS_WASM } from './record-ends-wasm';

/** Bytes that are read at once: as many as the module has room for, with all record ends that they can hold. */
export const QUICK_BYTES = 1 << 20;

/** What is used of it: TypeScript has its types among those of the browser. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface WasmNumber {
  value: number;
}

/** What `assembly/record-ends.ts` exports. */
interface RecordEndsModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly INPUT: Readonly<WasmNumber>;
  readonly place: WasmNumber;
  readonly fields: WasmNumber;
  readonly fieldsOfFirst: WasmNumber;
  readonly longest: Readonly<WasmNumber>;
  readonly hasLongCharacters: Readonly<WasmNumber>;
  findRecordEnds(length: number, ends: number, delimiter: number, isStrict: boolean): number;
}

/**
 * Where the records of the chunk end, and the position moved on; or undefined, with the position as it was, for
 * a chunk that is to be read carefully: one with a fault, blank lines, a CR alone or at its end.
 */
export function scanQuickly(chunk: Uint8Array, rules: ScanRules, position: Position): RecordEnds | undefined {
  const module = loadedModule();
  if (module === undefined || position.place === Place.afterCr) return undefined;
  const input = module.INPUT.value;
  const ends = (input + chunk.length + 63) & ~63;
  new Uint8Array(module.memory.buffer, input, chunk.length).set(chunk);
  module.place.value = position.place;
  module.fields.value = position.fields;
  module.fieldsOfFirst.value = position.fieldsOfFirst;
  const found = module.findRecordEnds(chunk.length, ends, rules.delimiter, rules.isStrict);
  if (found === -1) return undefined;
  position.place = module.place.value as Place;
  position.fields = module.fields.value;
  position.fieldsOfFirst = module.fieldsOfFirst.value;
  position.records += found;
  // A copy: the module's memory is everybody's.
  const copy = new Int32Array(module.memory.buffer, ends, found).slice();
  const isAscii = module.hasLongCharacters.value === 0;
  return { ends: copy, longest: module.longest.value, isAscii, fault: undefined };
}

let loaded: { readonly module: RecordEndsModule | undefined } | undefined;

function loadedModule(): RecordEndsModule | undefined {
  loaded ??= { module: load() };
  return loaded.module;
}

/** Undefined where WebAssembly is switched off, or the processor lacks its vector instructions. */
function load(): RecordEndsModule | undefined {
  try {
    const module = new WebAssembly.Module(Buffer.from(RECORD_ENDS_WASM, 'base64'));
    return new WebAssembly.Instance(module).exports as RecordEndsModule;
  } catch {
    return undefined;
  }
}
