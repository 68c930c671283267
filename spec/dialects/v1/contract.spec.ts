import { BATCHES, JOB, withBatch } from '../../helpers/bulks';
import { exchange } from '../../helpers/exchange';
import { asyncError, batchInfoList, BATCH_ID, resultList, SESSION_ENDED } from '../../helpers/wire';
import { describeDialect } from '../contract';

const RESULT = `${BATCHES}/${BATCH_ID}/result`;

describeDialect('Bulk API 1.0', () => ({
  openQuery: () => withBatch({ operation: 'query' }),
  endWith(records, ...sets) {
    const list = batchInfoList({ state: 'Completed', numberRecordsProcessed: records });
    exchange({ method: 'GET', path: BATCHES, reply: list });
    const ids = sets.map((_, at) => `752QQ000000Ef3${at}`);
    exchange({ method: 'GET', path: RESULT, reply: resultList(...ids) });
    const headers = { 'Content-Type': 'text/csv' };
    sets.forEach((reply, at) => exchange({ method: 'GET', path: `${RESULT}/${ids[at] ?? ''}`, reply, headers }));
  },
  answerStatus: (answer) => exchange({ method: 'GET', path: JOB, ...answer }),
  fault: asyncError,
  codes: { refused: 'InvalidJob', permission: 'InvalidUser' },
  sessionEnded: { status: 400, reply: SESSION_ENDED },
}));
