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
  let delimiterBefore: u64 = place == AT_FIELD_START ? 1 : 0;
  let closeBefore: u64 = place == AFTER_QUOTE ? 1 : 0;
  let crBefore: u64 = 0;

  let found = ends;
  let count = fields;
  let due = fieldsOfFirst;
  /** Bits that say: read this carefully. */
  let odd: u64 = 0;
  let faults: u64 = 0;
  let start = 0;
  let most = 0;
  let highBits: u64 = 0;

  for (let at = 0; at < length; at += BLOCK) {
    const last = u64(min(length - at, BLOCK) - 1);
    const valid = ~u64(0) >> (63 - last);
    highBits |= highBitsOf(at) & valid;
    const quoted = bitsOf(at, quotes) & valid;
    const inside = toggled(quoted) ^ inQuotes;
    const outside = ~inside & valid;
    const opens = quoted & inside;
    const closes = quoted & outside;
    const lfs = bitsOf(at, lineFeeds) & outside;
    const crs = bitsOf(at, returns) & outside;
    let separators = bitsOf(at, delimiters) & outside;

    const afterLf = (lfs << 1) | lfBefore;
    const afterCr = (crs << 1) | crBefore;
    const afterDelimiter = (separators << 1) | delimiterBefore;
    const afterClose = (closes << 1) | closeBefore;
    odd |= afterLf & (lfs | crs);
    odd |= afterCr & valid & ~lfs;
    faults |= opens & ~(afterLf | afterDelimiter | afterClose);
    faults |= afterClose & valid & ~(separators | lfs | crs | opens);

    inQuotes = 0 - ((inside >> last) & 1);
    lfBefore = (lfs >> last) & 1;
    crBefore = (crs >> last) & 1;
    delimiterBefore = (separators >> last) & 1;
    closeBefore = (closes >> last) & 1;

    for (let rest = lfs; rest != 0; rest &= rest - 1) {
      const upToLf = rest ^ (rest - 1);
      count += i32(popcnt(separators & upToLf));
      separators &= ~upToLf;
      if (due == 0) due = count;
      faults |= u64(count != due);
      count = 1;
      const end = at + i32(ctz(rest)) + 1;
      most = max(most, end - start);
      start = end;
      store<i32>(found, end);
      found += 4;
    }
    count += i32(popcnt(separators));
  }

  // What a CR at the very end means is known when the next byte comes.
  if ((odd | crBefore) != 0 || (isStrict && faults != 0)) return -1;
  if (length > 0) place = placeAfter(inQuotes, lfBefore, delimiterBefore, closeBefore);
  fields = count;
  fieldsOfFirst = due;
  longest = most;
  hasLongCharacters = highBits != 0;
  return (found - ends) >> 2;
}

/** A bit for each of the 64 bytes that is the one in every lane of `wanted`. */
function bitsOf(at: i32, wanted: v128): u64 {
  const from = INPUT + at;
  return (
    u64(i8x16.bitmask(i8x16.eq(v128.load(from), wanted))) |
    (u64(i8x16.bitmask(i8x16.eq(v128.load(from, 16), wanted))) << 16) |
    (u64(i8x16.bitmask(i8x16.eq(v128.load(from, 32), wanted))) << 32) |
    (u64(i8x16.bitmask(i8x16.eq(v128.load(from, 48), wanted))) << 48)
  );
}

/** A bit for each of the 64 bytes that has its highest bit set. */
function highBitsOf(at: i32): u64 {
  const from = INPUT + at;
  return (
    u64(i8x16.bitmask(v128.load(from))) |
    (u64(i8x16.bitmask(v128.load(from, 16))) << 16) |
    (u64(i8x16.bitmask(v128.load(from, 32))) << 32) |
    (u64(i8x16.bitmask(v128.load(from, 48))) << 48)
  );
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

function placeAfter(inQuotes: u64, lf: u64, delimiter: u64, close: u64): i32 {
  if (inQuotes != 0) return IN_QUOTES;
  if (lf != 0) return AT_RECORD_START;
  if (delimiter != 0) return AT_FIELD_START;
  return close != 0 ? AFTER_QUOTE : IN_PLAIN_FIELD;
}
