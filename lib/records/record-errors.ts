import { type RecordError } from './types';

/**
 * The errors of a row in one line, as they stand in the column `sf__Error` of files; empty where there are none.
 *
 *     REQUIRED_FIELD_MISSING: Required fields are missing: [LastName] [LastName]
 */
export function errorText(errors: readonly RecordError[]): string {
  return errors.map(textOf).join('; ');
}

function textOf({ statusCode, message, fields }: RecordError): string {
  return `${statusCode}: ${message}${fields.length === 0 ? '' : ` [${fields.join(', ')}]`}`;
}

/** The same as the service writes it into a cell of its own: `CODE:message:field field --`. */
export function errorCell(errors: readonly RecordError[]): string {
  return errors.map(cellOf).join('');
}

function cellOf({ statusCode, message, fields }: RecordError): string {
  return `${statusCode}:${message}:${fields.join(' ')}${fields.length > 0 ? ' ' : ''}--`;
}

/**
 * Takes apart what the service has written into a cell. The message may hold colons, so the code ends at the first and the
 * fields begin after the last. Several errors follow one another in the one cell.
 */
export function parseErrors(cell: string): RecordError[] {
  return cell
    .split(/ ?--(?=[A-Z][A-Z0-9_]*:|\s*$)/)
    .filter((part) => part.trim() !== '')
    .map(parseError);
}

function parseError(text: string): RecordError {
  const [, statusCode, message, fields] = /^([A-Z][A-Z0-9_]*):([^]*?)(?::([^:]*))?$/.exec(text.trim()) ?? [];
  if (statusCode === undefined) return { statusCode: 'UNKNOWN_EXCEPTION', message: text, fields: [] };
  return { statusCode, message: message ?? '', fields: (fields ?? '').split(/[\s,]+/).filter((field) => field !== '') };
}
