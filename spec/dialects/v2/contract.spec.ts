import { exchange } from '../../helpers/exchange';
import { endQuery, fault, page, QUERY, QUERY_ID, RESULTS, withQuery } from '../../v2/service';
import { describeDialect } from '../contract';

describeDialect('Bulk API 2.0', () => ({
  openQuery: () => withQuery(),
  endWith(records, ...sets) {
    endQuery(records);
    sets.forEach((csv, at) => {
      const isLast = at === sets.length - 1;
      page(at === 0 ? RESULTS : `${RESULTS}?locator=L${at}`, { csv, locator: isLast ? 'null' : `L${at + 1}` });
    });
  },
  answerStatus: (answer) => exchange({ method: 'GET', path: `${QUERY}/${QUERY_ID}`, ...answer }),
  fault,
  codes: { refused: 'INVALIDJOBSTATE', permission: 'API_DISABLED_FOR_ORG' },
  sessionEnded: { status: 401, reply: fault('INVALID_SESSION_ID', 'Session expired or invalid') },
}));
