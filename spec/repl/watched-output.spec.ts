import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { WatchedOutput } from '../../lib/repl/watched-output';

describe('The output of the process', () => {
  it('has gone before the process is told how to end, however slowly it is read', async () => {
    let read = (): void => undefined;
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => {
        read = done;
      },
    });
    const output = new WatchedOutput({ stdout, stderr: new PassThrough(), exit: () => undefined });
    stdout.write('rows');
    let exitCode: number | undefined;
    const told = output.exitCode(0, 3).then((code) => (exitCode = code));
    await setImmediate();
    await setImmediate();
    expect(exitCode).to.equal(undefined);
    read();
    await setImmediate();
    read();
    expect(await told).to.equal(0);
  });
});
