/** A stored value as text, as CSV and XML results have it. */
import { type FieldSchema, type FieldValue } from '../store/types';
import { javaDouble, xmlDateTime } from './text';

export const fieldText = (field: FieldSchema, value: FieldValue): string => {
  if (value === null) return '';
  if (typeof value !== 'number') return String(value);
  if (field.type === 'datetime') return xmlDateTime(value);
  return field.type === 'int' ? String(value) : javaDouble(value);
};
