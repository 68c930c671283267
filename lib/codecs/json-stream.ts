import { JSONParser } from '@streamparser/json';

/** Thrown for bytes that are not the JSON that is due. */
export class JsonSyntaxError extends Error {}

/** Reads the members of one large array as they come, so that the array is never held whole. */
export async function* readJsonArray(source: AsyncIterable<Uint8Array>): AsyncGenerator<unknown[]> {
  let members: unknown[] = [];
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  parser.onValue = ({ value }) => {
    members.push(value);
  };
  for await (const chunk of source) {
    guard(() => {
      parser.write(chunk);
    });
    if (members.length === 0) continue;
    yield members;
    members = [];
  }
  if (!parser.isEnded) throw new JsonSyntaxError('the array has no end');
}

function guard(read: () => void): void {
  try {
    read();
  } catch (error) {
    throw new JsonSyntaxError((error as Error).message);
  }
}
