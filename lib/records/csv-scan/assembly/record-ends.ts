/**
 * AssemblyScript, for WebAssembly: finds where CSV records end, 64 bytes at a time. Each byte of a block is one bit of a
 * word, so that "is it in quotes" and "may it stand there" are a few operations for all of them, and only record ends are
 * walked through one by one. What is out of the ordinary (a fault, a blank line, a CR alone) is not judged here: the
 * answer is that the chunk is to be read carefully.
 *
 * `npm run build:wasm` compiles it into `../record-ends-wasm.ts`.
 */

const BLOCK: i32 = 64;

/** Where a chunk begins; the page before it belongs to nobody. */
export const INPUT: i32 = 1024;

const QUOTE: u8 = 0x22;
const LF: u8 = 0x0a;
const CR: u8 = 0x0d;

/** What precedes the next byte; the same numbers as `Place` in `../place.ts`. */
const AT_RECORD_START: i32 = 0;
const AT_FIELD_START: i32 = 1;
const IN_PLAIN_FIELD: i32 = 2;
const IN_QUOTES: i32 = 3;
const AFTER_QUOTE: i32 = 4;

/** The place after the chunk. To be set before, and read after, each call. */
export let place: i32 = AT_RECORD_START;
/** Fields of the record that is being read. */
export let fields: i32 = 1;
/** Fields of the first record; 0 as long as none has ended. */
export let fieldsOfFirst: i32 = 0;

/** Of the last call: bytes of the longest record that ended, as far as it was in the chunk. */
export let longest: i32 = 0;
/** Of the last call: whether there was a byte of a character that takes several. */
export let hasLongCharacters: bool = false;

/**
 * Reads `length` bytes at `INPUT`, and writes the offset just past each record end to `ends`, 4 bytes each. Gives how many
 * there are; or -1, when the chunk is out of the ordinary, and then nothing has changed.
 */
export function findRecordEnds(length: i32, ends: i32, delimiter: u8, isStrict: bool): i32 {
  const quotes = i8x16.splat(QUOTE);
  const delimiters = i8x16.splat(delimiter);
  const lineFeeds = i8x16.splat(LF);
  const returns = i8x16.splat(CR);

  // Whether the byte before the block was one of these: the lowest bit of a word.
  let inQuotes: u64 = place == IN_QUOTES ? ~0 : 0;
  let lfBefore: u64 = place == AT_RECORD_START ? 1 : 0;
  let crBefore: u64 = 0;
  let closeBefore: u64 = place == AFTER_QUOTE ? 1 : 0;
  let boundaryBefore: u64 = lfBefore | closeBefore | u64(place == AT_FIELD_START);

  // What the block holds; in the end, the last one.
  let inside: u64 = 0;
  let lfs: u64 = 0;
  let crs: u64 = 0;
  let closes: u64 = 0;
  let separators: u64 = 0;

  let found = ends;
  let count = fields;
  let due = fieldsOfFirst;
  /** Bits that say: read this carefully. */
  let odd: u64 = 0;
  let faults: u64 = 0;
  let start = INPUT;
  let most = 0;
  let high = i8x16.splat(0);

  const after = INPUT + length;
  clear(after);
  for (let from = INPUT; from < after; from += BLOCK) {
    const a = v128.load(from);
    const b = v128.load(from, 16);
    const c = v128.load(from, 32);
    const d = v128.load(from, 48);
    high = v128.or(high, v128.or(v128.or(a, b), v128.or(c, d)));

    const quoted = bitsOf(a, b, c, d, quotes);
    inside = toggled(quoted) ^ inQuotes;
    const opens = quoted & inside;
    closes = quoted & ~inside;
    lfs = bitsOf(a, b, c, d, lineFeeds) & ~inside;
    crs = isAmong(a, b, c, d, returns) ? bitsOf(a, b, c, d, returns) & ~inside : 0;
    separators = bitsOf(a, b, c, d, delimiters) & ~inside;
    const boundaries = lfs | closes | separators;

    const valid = after - from < BLOCK ? ~u64(0) >> u64(BLOCK + from - after) : ~u64(0);
    const afterLf = (lfs << 1) | lfBefore;
    const afterCr = ((crs << 1) | crBefore) & valid;
    const afterClose = ((closes << 1) | closeBefore) & valid;
    odd |= afterLf & (lfs | crs);
    odd |= afterCr & ~lfs;
    faults |= opens & ~((boundaries << 1) | boundaryBefore);
    faults |= afterClose & ~(lfs | crs | separators | opens);

    inQuotes = 0 - (inside >> 63);
    lfBefore = lfs >> 63;
    crBefore = crs >> 63;
    closeBefore = closes >> 63;
    boundaryBefore = boundaries >> 63;

    let rest = separators;
    for (let left = lfs; left != 0; left &= left - 1) {
      const upToLf = left ^ (left - 1);
      count += i32(popcnt(rest & upToLf));
      rest &= ~upToLf;
      if (due == 0) due = count;
      faults |= u64(count != due);
      count = 1;
      const end = from + i32(ctz(left)) + 1;
      most = max(most, end - start);
      start = end;
      store<i32>(found, end - INPUT);
      found += 4;
    }
    count += i32(popcnt(rest));
  }

  const last = u64(length - 1) & 63;
  // What a CR at the very end means is known when the next byte comes.
  odd |= (crs >> last) & 1;
  if (odd != 0 || (isStrict && faults != 0)) return -1;
  if (length > 0) place = placeAfter(inside >> last, lfs >> last, separators >> last, closes >> last);
  fields = count;
  fieldsOfFirst = due;
  longest = most;
  hasLongCharacters = i8x16.bitmask(high) != 0;
  return (found - ends) >> 2;
}

/** Zeros, which are nothing special, after the last byte: its block is read like any other. */
function clear(at: i32): void {
  const zeros = i8x16.splat(0);
  v128.store(at, zeros);
  v128.store(at, zeros, 16);
  v128.store(at, zeros, 32);
  v128.store(at, zeros, 48);
}

/** A bit for each of the 64 bytes that is the one in every lane of `wanted`. */
function bitsOf(a: v128, b: v128, c: v128, d: v128, wanted: v128): u64 {
  const low = bits(a, wanted) | (bits(b, wanted) << 16);
  const high = bits(c, wanted) | (bits(d, wanted) << 16);
  return u64(low) | (u64(high) << 32);
}

function bits(bytes: v128, wanted: v128): u32 {
  return i8x16.bitmask(i8x16.eq(bytes, wanted));
}

/** Whether one of the 64 bytes is the one in every lane of `wanted`: cheaper than to know which, where it mostly is not. */
function isAmong(a: v128, b: v128, c: v128, d: v128, wanted: v128): bool {
  const first = v128.or(i8x16.eq(a, wanted), i8x16.eq(b, wanted));
  const second = v128.or(i8x16.eq(c, wanted), i8x16.eq(d, wanted));
  return v128.any_true(v128.or(first, second));
}

/** From each set bit to the next: each bit becomes the parity of itself and all below it. */
function toggled(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/** By the lowest bit of each word. */
function placeAfter(inQuotes: u64, lf: u64, delimiter: u64, close: u64): i32 {
  if (inQuotes & 1) return IN_QUOTES;
  if (lf & 1) return AT_RECORD_START;
  if (delimiter & 1) return AT_FIELD_START;
  return close & 1 ? AFTER_QUOTE : IN_PLAIN_FIELD;
}
