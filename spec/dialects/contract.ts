import { expect } from 'chai';
import {
  AccountingException,
  ConnectionException,
  PermissionException,
  RefusedException,
  SessionException,
  UnexpectedReplyException,
  type Bulk,
} from '../../lib';
import { type Exchange, type Sent } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { PROXY_PAGE } from '../helpers/wire';

/** What one of the two APIs needs to be put to the test: how its service speaks. */
export interface DialectBench {
  /** A `Bulk` with an access token, and a query that has been sent. */
  openQuery(): Promise<Bulk>;
  /** The service has found so many records, and gives them out in these sets (or pages) of CSV. */
  endWith(records: number, ...sets: string[]): void;
  /** How the next `jobStatus()` is answered. */
  answerStatus(answer: Partial<Exchange>): Sent;
  /** A refusal in the words of the API, and one for each kind of error. */
  fault(code: string, text: string): string;
  codes: { refused: string; permission: string };
  /** How the API says that the session has ended. */
  sessionEnded: Partial<Exchange>;
}

type Make = () => DialectBench;

/** What a user may rely on, whichever of the two APIs is spoken. */
export function describeDialect(name: string, make: Make): void {
  describe(`${name}, as every Bulk API`, () => {
    useNock();
    describeRows(make);
    describeFailures(make);
  });
}

async function records(bulk: Bulk): Promise<unknown[]> {
  return Object.values(await bulk.batchResult<'query'>()).flat();
}

function describeRows(make: Make): void {
  it('gives the rows of all sets, in their order, with their text as it is', async () => {
    const bench = make();
    const bulk = await bench.openQuery();
    bench.endWith(3, '"Id","Note"\n"1","a, ""b"""\n', '"Id","Note"\n"2","line\nbreak"\n"3",""\n');
    expect(await records(bulk)).to.deep.equal([
      { Id: '1', Note: 'a, "b"' },
      { Id: '2', Note: 'line\nbreak' },
      { Id: '3', Note: '' },
    ]);
  });

  it('throws rather than give fewer rows than were found', async () => {
    const bench = make();
    const bulk = await bench.openQuery();
    bench.endWith(3, '"Id"\n"1"\n', '"Id"\n"2"\n');
    const error = await rejection(records(bulk), AccountingException);
    expect(error.message).to.include('3').and.include('2');
  });

  it('throws when a set breaks off inside a value', async () => {
    const bench = make();
    const bulk = await bench.openQuery();
    bench.endWith(2, '"Id"\n"1"\n"2');
    const error = await rejection(records(bulk), ConnectionException);
    expect(error.advice).to.be.a('string');
  });

  it('throws when a set breaks off between two values', async () => {
    const bench = make();
    const bulk = await bench.openQuery();
    bench.endWith(1, '"Id","Note"\n"1"');
    const error = await records(bulk).catch((reason: unknown) => reason);
    expect((error as Error).name).to.match(/^(UnexpectedReply|Connection|Accounting)Exception$/);
  });
}

function describeFailures(make: Make): void {
  const kinds = [
    ['refused', RefusedException],
    ['permission', PermissionException],
  ] as const;
  for (const [kind, Class] of kinds) {
    it(`makes a ${Class.name} of a fault, with the code, the text, the status and the request`, async () => {
      const bench = make();
      const bulk = await bench.openQuery();
      const code = bench.codes[kind];
      bench.answerStatus({ status: 400, reply: bench.fault(code, 'as it is') });
      const error = await rejection(bulk.jobStatus(), Class);
      expect(error).to.include({ code, message: `${code}: as it is`, status: 400 });
      expect(error.request).to.match(/^GET \/services\//);
    });
  }

  it('passes on a code that nobody knows yet', async () => {
    const bench = make();
    const bulk = await bench.openQuery();
    bench.answerStatus({ status: 400, reply: bench.fault('CodeOfTheFuture', 'news') });
    expect((await rejection(bulk.jobStatus(), RefusedException)).code).to.equal('CodeOfTheFuture');
  });

  for (const status of [200, 404, 502]) {
    it(`shows the status and the first line of a page that came with ${status}`, async () => {
      const bench = make();
      const bulk = await bench.openQuery();
      bench.answerStatus({ status, reply: PROXY_PAGE, headers: { 'Content-Type': 'text/html' }, times: 1 });
      // A busy gateway is asked again: in vain.
      if (status === 502)
        bench.answerStatus({ status: 404, reply: PROXY_PAGE, headers: { 'Content-Type': 'text/html' } });
      const error = await rejection(bulk.jobStatus(), UnexpectedReplyException);
      expect(error.message).to.include('<!DOCTYPE html>');
      expect(error.status).to.equal(status === 502 ? 404 : status);
    });
  }

  for (const [what, reply] of [
    ['nothing', ''],
    ['half an answer', '<?xml version="1.0"?><jobInfo><id>750'],
    ['half an answer in JSON', '{"id":"750'],
    ['an answer about something else', '<html/>'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const bench = make();
      const bulk = await bench.openQuery();
      bench.answerStatus({ status: 200, reply });
      const error = await rejection(bulk.jobStatus(), UnexpectedReplyException);
      expect(error.advice).to.be.a('string');
    });
  }

  it('knows an ended session, and says that an access token cannot be renewed', async () => {
    const bench = make();
    const bulk = await bench.openQuery();
    bench.answerStatus(bench.sessionEnded);
    const error = await rejection(bulk.jobStatus(), SessionException);
    expect(error.message).to.include('cannot be renewed');
  });
}
