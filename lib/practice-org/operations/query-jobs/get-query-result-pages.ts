/** Bulk API 2.0 Developer Guide: "Get Parallel Results for a Query Job". */
import { DATA_PATH } from '../../../wire/v2';
import { FEATURE_VERSIONS } from '../../../wire/versions';
import { json } from '../../rest-call';
import { NoSuchResource } from '../../rest-fault';
import { queryOperation } from '../../v2/call';
import { completeAnswer, locatorOf, placeOf } from '../../v2/query-pages';

const PAGES_IN_ONE_ANSWER = 5;

export const getQueryResultPages = queryOperation({
  name: 'getQueryResultPages',
  method: 'GET',
  path: '/:jobId/resultPages',
  run(call) {
    if (Number(call.version) < FEATURE_VERSIONS.v2ResultPages) throw new NoSuchResource();
    const { job, answer } = completeAnswer(call);
    const { resultSetRows } = call.org.settings;
    const from = placeOf(job, call.request.query.get('locator'));
    const to = from + PAGES_IN_ONE_ANSWER * resultSetRows;
    const address = `${DATA_PATH}/v${call.version}/jobs/query/${job.id}`;
    const isDone = to >= answer.rows.length;
    // An answer without rows has a page too: it holds the header.
    const pages = Math.max(1, Math.ceil((Math.min(to, answer.rows.length) - from) / resultSetRows));
    return json({
      resultPages: Array.from({ length: pages }, (_, page) => ({
        resultUrl: `${address}/results?locator=${locatorOf(job, from + page * resultSetRows)}`,
      })),
      nextRecordsUrl: isDone ? null : `${address}/resultpages?locator=${locatorOf(job, to)}`,
      done: isDone,
    });
  },
});
