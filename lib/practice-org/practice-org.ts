/** An org to practise on: a server on this machine that answers as Salesforce does. */
import { Clock } from './clock';
import { type OrgContext } from './context';
import { Cursors } from './cursors';
import { FaultScript } from './faults';
import { IDENTITY } from './identity';
import { type Job } from './job';
import { Jobs } from './jobs';
import { type ConnectedApp, normaliseOptions, type OrgSettings, type PracticeOrgOptions } from './options';
import { ParentLocks } from './parent-locks';
import { DailyQuota } from './quotas';
import { type LoggedRequest, RequestLog } from './request-log';
import { Scheduler } from './scheduler';
import { HttpServer } from './server';
import { Sessions } from './sessions';
import { Store } from './store/store';
import { type QueryAnswer } from './store/types';

export interface PracticeCredentials {
  readonly username: string;
  readonly password: string;
  readonly securityToken: string;
  readonly loginUrl: string;
}

export class PracticeOrg {
  /** `http://127.0.0.1:{port}` */
  readonly url: string;
  readonly #org: OrgContext;
  readonly #server: HttpServer;
  readonly #log: RequestLog;

  private constructor(parts: { org: OrgContext; server: HttpServer; log: RequestLog; url: string }) {
    this.url = parts.url;
    this.#org = parts.org;
    this.#server = parts.server;
    this.#log = parts.log;
  }

  static async start(options: PracticeOrgOptions = {}): Promise<PracticeOrg> {
    const settings = normaliseOptions(options);
    const org = assemble(settings);
    const log = new RequestLog();
    const server = new HttpServer(org, log);
    const port = await server.listen(settings.port, settings.host);
    const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
    return new PracticeOrg({ org, server, log, url: `http://${host}:${port}` });
  }

  get credentials(): PracticeCredentials {
    const { username, password, securityToken } = this.#org.settings.user;
    return { username, password, securityToken, loginUrl: this.url };
  }

  /** For the OAuth flows. */
  get connectedApp(): Omit<ConnectedApp, 'publicKey'> {
    const { publicKey: _unneeded, ...app } = this.#org.settings.connectedApp;
    return app;
  }

  get clock(): Clock {
    return this.#org.clock;
  }

  get faults(): FaultScript {
    return this.#org.faults;
  }

  get store(): Store {
    return this.#org.store;
  }

  /** The last thousand requests, oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.#log.entries;
  }

  /** Tells of each request as it is answered; returns what ends that. */
  onRequest(listener: (request: LoggedRequest) => void): () => void {
    return this.#log.listen(listener);
  }

  /** Signs in without a password: each call opens a session of its own. */
  accessToken(): { accessToken: string; instanceUrl: string } {
    const { id } = this.#org.sessions.open(IDENTITY.userId);
    return { accessToken: id, instanceUrl: this.url };
  }

  async stop(): Promise<void> {
    this.#org.clock.stop();
    await this.#server.stop();
  }
}

const assemble = (settings: OrgSettings): OrgContext => {
  const clock = new Clock(settings.clock);
  const { customObjects, sampleRecords, sessionTimeout, connectedApp } = settings;
  const store = new Store({ now: clock.now, customObjects, sampleRecords });
  const parts = {
    settings,
    startedAt: clock.now(),
    clock,
    store,
    jobs: new Jobs(clock.now, settings.seed),
    sessions: new Sessions({
      inactivity: sessionTimeout,
      refreshToken: connectedApp.refreshToken,
      now: clock.now,
    }),
    cursors: new Cursors<QueryAnswer>(settings.seed),
    jobLists: new Cursors<readonly Job[]>(settings.seed + 1),
    locks: settings.parentLocks ? new ParentLocks() : undefined,
    faults: new FaultScript(settings.seed),
    quotas: {
      apiRequests: new DailyQuota(settings.apiRequestsPerDay, clock.now),
      batches: new DailyQuota(settings.batchesPerDay, clock.now),
      queryJobs: new DailyQuota(settings.queryJobsPerDay, clock.now),
    },
  };
  return withScheduler(parts);
};

/** The scheduler works on the org that it is a part of. */
const withScheduler = (parts: Omit<OrgContext, 'scheduler'>): OrgContext => {
  const org = {
    ...parts,
    get scheduler(): Scheduler {
      return scheduler;
    },
  };
  const scheduler = new Scheduler(org);
  return org;
};
