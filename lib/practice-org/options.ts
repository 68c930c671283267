/** What can be said about an org at its start; normalised once, here. */
import { CHARACTERS_PER_BATCH, BATCHES_PER_DAY } from '../wire/limits';
import { type Duration, milliseconds } from './clock';
import { type CustomObjectDeclaration } from './store/custom-objects';
import { ADMIN_USERNAME } from './store/sample-org';

export interface PracticeOrgOptions {
  /** Where the org listens; 0 takes a free port. Default: 0. */
  port?: number;
  /** Default: `'127.0.0.1'`. */
  host?: string;
  /** Two orgs with the same seed hand out the same ids and meet the same chance faults. Default: 1. */
  seed?: number;
  /** `'manual'` stands still until `org.clock.advance()`. Default: `'real'`. */
  clock?: 'real' | 'manual';
  /** How long a batch waits before it is looked at. Default: 50 ms, on a manual clock 1 s. */
  queueDelay?: Duration;
  /** How long it is `InProgress`. Default: 50 ms, on a manual clock 1 s. */
  processingDelay?: Duration;
  /** Rows in one result file of a 1.0 query, and at most on one page of a 2.0 query's results. Default: 250,000. */
  resultSetRows?: number;
  /** Jobs on one page of a 2.0 list. Default: 1,000. */
  jobListRows?: number;
  /** Results of 2.0 loads come in an order of their own, as the service reserves to itself. Default: true. */
  shuffleResults?: boolean;
  /**
   * Records that share a parent lock one another out when batches in progress at the same time hold them
   * (`UNABLE_TO_LOCK_ROW`). Default: false, unlike a real org.
   */
  parentLocks?: boolean;
  /** Batches in 24 hours. Default: 15,000. */
  batchesPerDay?: number;
  /** Query jobs of 2.0 in 24 hours. Default: 10,000. */
  queryJobsPerDay?: number;
  /** Requests in 24 hours. Default: 100,000. */
  apiRequestsPerDay?: number;
  /** A session ends after that much silence. Default: 2 hours. */
  sessionTimeout?: Duration;
  /** Origins of web pages that may call the org: `'https://*.example.com'`, `'http://localhost:8888'`. Default: none. */
  allowOrigins?: readonly string[];
  /** Objects and fields beside the standard ones. */
  customObjects?: readonly CustomObjectDeclaration[];
  /** False starts with an org that holds only its users. Default: true. */
  sampleRecords?: boolean;
  /** Who may sign in. */
  user?: Partial<PracticeUser>;
  /** The applications that may use the OAuth token endpoint. Default: one with the id and secret below. */
  connectedApp?: Partial<ConnectedApp>;
  /** Switches that an administrator has in Setup. */
  setup?: Partial<OrgSetup>;
}

export interface PracticeUser {
  readonly username: string;
  readonly password: string;
  readonly securityToken: string;
  /** The sign-in works, and nothing else does. Default: false. */
  readonly isPasswordExpired: boolean;
}

export interface ConnectedApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** In PEM: checks the JWT of the bearer flow. Default: none, and the flow is refused. */
  readonly publicKey: string | undefined;
  /** Default: a fixed invented one. */
  readonly refreshToken: string;
}

export interface OrgSetup {
  /** "Enable SOAP API login()": off in orgs created since Winter '26. Default: true. */
  readonly isSoapLoginEnabled: boolean;
  /** The permission "Bulk API Hard Delete". Default: true, unlike a real org's. */
  readonly isHardDeleteAllowed: boolean;
  /** "Enable CORS for OAuth endpoints". Default: false. */
  readonly isOAuthCorsEnabled: boolean;
  /** The username-password flow: blocked in orgs created since Summer '23. Default: true. */
  readonly isPasswordFlowEnabled: boolean;
}

export interface OrgSettings {
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly clock: 'real' | 'manual';
  readonly queueDelay: number;
  readonly processingDelay: number;
  readonly resultSetRows: number;
  readonly jobListRows: number;
  readonly shuffleResults: boolean;
  readonly parentLocks: boolean;
  readonly queryJobsPerDay: number;
  readonly batchesPerDay: number;
  readonly apiRequestsPerDay: number;
  readonly sessionTimeout: number;
  readonly allowOrigins: readonly string[];
  readonly customObjects: readonly CustomObjectDeclaration[];
  readonly sampleRecords: boolean;
  readonly user: PracticeUser;
  readonly connectedApp: ConnectedApp;
  readonly setup: OrgSetup;
}

const USER: PracticeUser = {
  username: ADMIN_USERNAME,
  password: 'practice-password',
  securityToken: 'PracticeSecurityToken024',
  isPasswordExpired: false,
};

const CONNECTED_APP: ConnectedApp = {
  clientId: '3MVG9PracticeOrgConsumerKey',
  clientSecret: '0123456789PRACTICE',
  publicKey: undefined,
  refreshToken: '5Aep861PracticeOrgRefreshToken',
};

const SETUP: OrgSetup = {
  isSoapLoginEnabled: true,
  isHardDeleteAllowed: true,
  isOAuthCorsEnabled: false,
  isPasswordFlowEnabled: true,
};

const DEFAULTS = {
  port: 0,
  host: '127.0.0.1',
  seed: 1,
  clock: 'real',
  resultSetRows: 250_000,
  jobListRows: 1000,
  shuffleResults: true,
  parentLocks: false,
  queryJobsPerDay: 10_000,
  batchesPerDay: BATCHES_PER_DAY,
  apiRequestsPerDay: 100_000,
  sessionTimeout: '2 h',
  allowOrigins: [],
  customObjects: [],
  sampleRecords: true,
} as const;

const STEP = { real: '50 ms', manual: '1 s' } as const;

export const normaliseOptions = (options: PracticeOrgOptions): OrgSettings => {
  const given = { ...DEFAULTS, ...options };
  const step = STEP[given.clock];
  return {
    ...given,
    queueDelay: milliseconds(given.queueDelay ?? step),
    processingDelay: milliseconds(given.processingDelay ?? step),
    sessionTimeout: milliseconds(given.sessionTimeout),
    user: { ...USER, ...given.user },
    connectedApp: { ...CONNECTED_APP, ...given.connectedApp },
    setup: { ...SETUP, ...given.setup },
  };
};

/** Bytes of a batch that are read before it is known to be too long: 10 MB, counted generously as 10 × 1,048,576. */
export const BATCH_BYTES = Math.max(10 * 1024 * 1024, CHARACTERS_PER_BATCH);
