/** A name that is here may be used by the world: take one away, or change it, and scripts break. */
import { expect } from 'chai';
import * as main from '../lib/index';
import * as practiceOrg from '../lib/practice-org/index';
import * as python from '../lib/python';
import { facesOf, membersOf, type Face } from './house/face';

const PATHS = ['lib/index.ts', 'lib/python.ts', 'lib/practice-org/index.ts'] as const;

describe('The face', () => {
  let faces: Record<(typeof PATHS)[number], Face>;

  before(() => {
    faces = facesOf(PATHS);
  });

  describe('of sfbulk', () => {
    it('exports these values', () => {
      expect(faces['lib/index.ts'].values).to.deep.equal([
        'AccountingException',
        'Bulk',
        'BulkException',
        'ConnectionException',
        'DateOnly',
        'FileAttachment',
        'InputException',
        'JournalException',
        'LoginException',
        'OutOfOrderException',
        'PermissionException',
        'QuotaException',
        'Receipt',
        'RefusedException',
        'ServiceException',
        'SessionException',
        'StillRunningException',
        'UnexpectedReplyException',
        'UnsettledException',
        'dateOnly',
        'errorText',
        'file',
        'planBatches',
        'planRequests',
        'sleep',
        'whatToDo',
      ]);
    });

    it('exports these types', () => {
      expect(faces['lib/index.ts'].types).to.deep.equal([
        'AccessTokenCredentials',
        'Attachment',
        'BatchData',
        'BatchInfo',
        'BulkOptions',
        'CheckName',
        'ClientCredentials',
        'Clock',
        'ColumnDelimiter',
        'ConcurrencyMode',
        'ContentType',
        'Credentials',
        'Exchange',
        'ExchangeBody',
        'FailureGroup',
        'FieldDescription',
        'FieldMapping',
        'FieldValue',
        'InputRow',
        'JobFilter',
        'JobInfo',
        'JobOptions',
        'JobSummary',
        'JwtCredentials',
        'Limit',
        'LineEnding',
        'LoginArguments',
        'LoginHost',
        'LoginInfo',
        'OAuthPasswordCredentials',
        'ObjectDescription',
        'Operation',
        'Outcome',
        'PageOptions',
        'ParentReference',
        'PasswordCredentials',
        'PkChunking',
        'PlanOptions',
        'PlanRequestsOptions',
        'PlannedBatch',
        'PlannedJob',
        'PlannedRequest',
        'Progress',
        'ReadOptions',
        'RecordError',
        'RefreshTokenCredentials',
        'ResultOf',
        'ResultRow',
        'ResumeOptions',
        'RetryOptions',
        'Row',
        'SfAliasCredentials',
        'TypedRow',
        'UploadOptions',
        'Usage',
        'WaitOptions',
        'WatchOptions',
      ]);
    });

    it('has these methods on Bulk', () => {
      expect(membersOf(main.Bulk)).to.deep.equal([
        'Bulk.resume',
        'batchCreate',
        'batchCreateFromCsv',
        'batchRequest',
        'batchResult',
        'batchResultText',
        'batchStatus',
        'describe',
        'describeGlobal',
        'isAwaitingData',
        'jobAbort',
        'jobAttach',
        'jobClose',
        'jobCreate',
        'jobDelete',
        'jobDownload',
        'jobFailures',
        'jobIsCompleted',
        'jobList',
        'jobMap',
        'jobOutcomes',
        'jobReceipt',
        'jobRecords',
        'jobRetry',
        'jobStatus',
        'jobWait',
        'limits',
        'login',
        'usage',
      ]);
    });
  });

  describe('of sfbulk/python', () => {
    it('exports these values', () => {
      expect(faces['lib/python.ts'].values).to.deep.equal(['Bulk', 'BulkException', 'sleep']);
    });

    it('exports these types', () => {
      expect(faces['lib/python.ts'].types).to.deep.equal(['StatusTexts']);
    });

    it('has these methods on Bulk', () => {
      expect(membersOf(python.Bulk)).to.deep.equal([
        'batch_create',
        'batch_create_from_csv',
        'batch_result',
        'batch_status',
        'job_close',
        'job_create',
        'job_is_completed',
        'login',
      ]);
    });
  });

  describe('of sfbulk/practice-org', () => {
    it('exports these values', () => {
      expect(faces['lib/practice-org/index.ts'].values).to.deep.equal([
        'BATCH_FAULTS',
        'PracticeOrg',
        'REQUEST_FAULTS',
      ]);
    });

    it('exports these types', () => {
      expect(faces['lib/practice-org/index.ts'].types).to.deep.equal([
        'ConnectedApp',
        'Duration',
        'FaultPlan',
        'FaultScript',
        'LoggedRequest',
        'OrgSetup',
        'PracticeCredentials',
        'PracticeOrgOptions',
        'PracticeUser',
      ]);
    });

    it('has these accessors and methods on PracticeOrg', () => {
      expect(membersOf(practiceOrg.PracticeOrg)).to.deep.equal([
        'PracticeOrg.start',
        'accessToken',
        'clock',
        'connectedApp',
        'credentials',
        'faults',
        'onRequest',
        'requests',
        'stop',
        'store',
      ]);
    });
  });

  it('gives at run time what the type checker says', () => {
    expect(Object.keys(main).sort()).to.deep.equal(faces['lib/index.ts'].values);
    expect(Object.keys(python).sort()).to.deep.equal(faces['lib/python.ts'].values);
    expect(Object.keys(practiceOrg).sort()).to.deep.equal(faces['lib/practice-org/index.ts'].values);
  });
});
