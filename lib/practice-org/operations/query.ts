/** REST API Developer Guide: "Query": what a look at the org beside a bulk job needs, with the limits of bulk queries. */
import { DATA_PATH } from '../../wire/v2';
import { restRecords } from '../formats/json';
import { type Reply } from '../http';
import { type RestCall, restOperation } from '../rest-call';
import { RestFault } from '../rest-fault';
import { QueryFault } from '../soql/query-fault';
import { type QueryAnswer } from '../store/types';

const PAGE_ROWS = 2000;

export const query = restOperation({
  name: 'query',
  method: 'GET',
  path: '/query',
  run(call) {
    const answer = ask(call, call.request.query.get('q') ?? '');
    return page(call, { answer, from: 0, locator: call.org.cursors.keep(answer) });
  },
});

export const queryMore = restOperation({
  name: 'queryMore',
  method: 'GET',
  path: '/query/:locator',
  run(call) {
    const [, locator = '', from] = /^(\w+)-(\d+)$/.exec(call.params.locator ?? '') ?? [];
    const answer = call.org.cursors.find(locator);
    if (answer === undefined) {
      throw new RestFault({ status: 400, errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' });
    }
    return page(call, { answer, from: Number(from), locator });
  },
});

const ask = ({ org }: RestCall, soql: string): QueryAnswer => {
  const [, object = ''] = /\bfrom\s+(\w+)/i.exec(soql.replace(/'(?:[^'\\]|\\.)*'/g, "''")) ?? [];
  try {
    return org.store.query({ soql, object, includeDeleted: false });
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    throw new RestFault({ status: 400, errorCode: error.errorCode, message: error.text });
  }
};

interface Page {
  readonly answer: QueryAnswer;
  readonly from: number;
  readonly locator: string;
}

const page = ({ org, version }: RestCall, { answer, from, locator }: Page): Reply => {
  const total = answer.rows.length;
  const to = Math.min(total, from + PAGE_ROWS);
  const objectNamed = org.store.object.bind(org.store);
  const records = Array.from(restRecords(answer, { from, to, apiVersion: version, objectNamed })).join('');
  const next = to < total ? `,"nextRecordsUrl":"${DATA_PATH}/v${version}/query/${locator}-${to}"` : '';
  const body = `{"totalSize":${total},"done":${to === total}${next},"records":${records}}`;
  return { status: 200, headers: { 'Content-Type': 'application/json;charset=UTF-8' }, body };
};
