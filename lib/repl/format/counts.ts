/** `12,345` */
export function integerText(value: number): string {
  return value.toLocaleString('en-US');
}

/** `3 rows`, `1 row` */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith('ch') ? `${noun}es` : `${noun}s`;
  return `${integerText(count)} ${count === 1 ? noun : plural}`;
}
