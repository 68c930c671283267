import { mask } from './mask';
import { isFieldName, maskFields } from './secret-fields';

/**
 * Takes out of a text what is secret, known or not. What is known comes first: a field is taken to end at the first character
 * that can end it, which may stand in the middle of a secret.
 */
export function maskedText(text: string, secrets: readonly string[] = []): string {
  const first = secrets.filter((secret) => !isFieldName(secret));
  return mask(maskFields(mask(text, first)), secrets);
}
