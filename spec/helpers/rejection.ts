import { inspect } from 'node:util';
import { expect } from 'chai';

/** Waits for a promise to be rejected with an error of exactly that class, and gives the error. */
export async function rejection<Kind extends Error>(
  promise: Promise<unknown>,
  Class: new (...given: never[]) => Kind,
): Promise<Kind> {
  const error = await promise.then(
    (value: unknown) => expect.fail(`resolved to ${inspect(value)} instead of a ${Class.name}`),
    (reason: unknown) => reason,
  );
  expect(error, inspect(error)).to.be.instanceOf(Class);
  expect((error as Kind).constructor.name).to.equal(Class.name);
  return error as Kind;
}

/** The same for what throws at once. */
export function thrown<Kind extends Error>(act: () => unknown, Class: new (...given: never[]) => Kind): Promise<Kind> {
  return rejection(
    new Promise((resolve) => {
      resolve(act());
    }),
    Class,
  );
}
