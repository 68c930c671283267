/**
 * Ids: a key prefix of three characters, the org's own three, a serial number of nine in base 62, and a checksum of three
 * that says which letters are capitals. Base 62 in the order of ASCII makes the order of ids the order of creation.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const ORG_PART = 'QQ0';
const SERIAL_START = 6;
const SHORT_LENGTH = 15;
const LONG_LENGTH = 18;

const DIGIT_VALUES = new Map(Array.from(DIGITS, (digit, value) => [digit.charCodeAt(0), value]));

/** The 18 character id of the record with this serial number. */
export function recordId(keyPrefix: string, serial: number): string {
  return withChecksum(keyPrefix + ORG_PART + base62(serial).padStart(SHORT_LENGTH - SERIAL_START, '0'));
}

/** 0 to 14 characters can't be an id; neither can an 18 character id whose checksum doesn't fit. Gives 18 characters. */
export function canonicalId(text: string): string | undefined {
  if (!/^[0-9A-Za-z]+$/.test(text)) return undefined;
  if (text.length === SHORT_LENGTH) return withChecksum(text);
  return text.length === LONG_LENGTH ? repaired(text) : undefined;
}

/** The serial number in a canonical id of this org, and undefined for ids that this org never gave. */
export function serialOf(id: string): number | undefined {
  if (!id.startsWith(ORG_PART, ORG_PART.length)) return undefined;
  let serial = 0;
  for (let at = SERIAL_START; at < SHORT_LENGTH; at++) {
    serial = serial * DIGITS.length + (DIGIT_VALUES.get(id.charCodeAt(at)) ?? Number.NaN);
  }
  return Number.isSafeInteger(serial) ? serial : undefined;
}

export function keyPrefixOf(id: string): string {
  return id.slice(0, 3);
}

export function withChecksum(shortId: string): string {
  return shortId + checksumLetter(shortId, 0) + checksumLetter(shortId, 5) + checksumLetter(shortId, 10);
}

function checksumLetter(shortId: string, start: number): string {
  let bits = 0;
  for (let index = 0; index < 5; index++) {
    const code = shortId.charCodeAt(start + index);
    if (code >= 65 && code <= 90) bits |= 1 << index;
  }
  return CHECKSUM_LETTERS.charAt(bits);
}

/** 18 characters survive a change of case (a spreadsheet, a file system): the checksum knows the capitals. */
function repaired(longId: string): string | undefined {
  const short = longId.slice(0, SHORT_LENGTH);
  const checksum = longId.slice(SHORT_LENGTH).toUpperCase();
  if (withChecksum(short) === short + checksum) return short + checksum;
  const cased = Array.from(short, (character, at) => recased(character, checksum.charAt(Math.floor(at / 5)), at % 5));
  const id = withChecksum(cased.join(''));
  return id.endsWith(checksum) ? id : undefined;
}

function recased(character: string, checksumCharacter: string, bit: number): string {
  const isCapital = (CHECKSUM_LETTERS.indexOf(checksumCharacter) >> bit) & 1;
  return isCapital ? character.toUpperCase() : character.toLowerCase();
}

function base62(serial: number): string {
  let text = '';
  for (let rest = serial; rest > 0; rest = Math.floor(rest / DIGITS.length)) {
    text = DIGITS.charAt(rest % DIGITS.length) + text;
  }
  return text;
}
