/** Bulk API 2.0 Developer Guide: "Get Results for a Query Job". */
import { LAST_LOCATOR, LOCATOR_HEADER, NUMBER_OF_RECORDS_HEADER } from '../../../wire/v2';
import { type RestCall } from '../../rest-call';
import { queryOperation, refusal } from '../../v2/call';
import { completeAnswer, locatorOf, pageText, placeOf } from '../../v2/query-pages';

export const getQueryResults = queryOperation({
  name: 'getQueryResults',
  method: 'GET',
  path: '/:jobId/results',
  run(call) {
    const { job, answer } = completeAnswer(call);
    const from = placeOf(job, call.request.query.get('locator'));
    const to = Math.min(answer.rows.length, from + pageRows(call));
    return {
      status: 200,
      headers: {
        'Content-Type': 'text/csv',
        [NUMBER_OF_RECORDS_HEADER]: String(to - from),
        [LOCATOR_HEADER]: to < answer.rows.length ? locatorOf(job, to) : LAST_LOCATOR,
      },
      body: pageText(job, answer, { from, to }),
    };
  },
});

/** What is asked for is a limit, and the service has one of its own. */
const pageRows = ({ org, request }: RestCall): number => {
  const asked = request.query.get('maxRecords') ?? String(org.settings.resultSetRows);
  if (!/^[1-9]\d{0,9}$/.test(asked)) throw refusal('INVALIDJOB', `Invalid maxRecords: ${asked}`);
  return Math.min(Number(asked), org.settings.resultSetRows);
};
