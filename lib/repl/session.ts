import { Bulk as PlainBulk, type LoginInfo } from '../index';
import { type PracticeOrg } from '../practice-org/index';
import { type Ask } from './ask';
import { complete, type CommandWords } from './completion';
import { DeletionConsent } from './deletion-consent';
import { Dictionary } from './dictionary';
import { Evaluator, type Evaluation } from './evaluator';
import { wayBackIn, type Telling } from './format/advice';
import { wrapTo } from './format/cell';
import { counted } from './format/counts';
import { errorText } from './format/error-text';
import { failedCodes } from './format/outcomes';
import { progressText } from './format/progress-text';
import { present, type Mode } from './format/present';
import { InterruptedError } from './interruption';
import { answerQuestion } from './method-help';
import { placeOf } from './place';
import { type PromptHooks } from './prompt-bulk';
import { Recorder } from './saved-script/recorder';
import { scopeOf } from './scope';
import { type Screen } from './screen';
import { UsageError } from './usage-error';
import { Wiretap } from './wiretap';

export interface SessionParts {
  readonly org: PracticeOrg;
  readonly screen: Screen;
}

/** What a REPL is about, whether lines come from a person or from a file: the org, `bulk`, and how results are shown. */
export class Session {
  readonly org: PracticeOrg;
  readonly screen: Screen;
  readonly wiretap: Wiretap;
  readonly recorder = new Recorder();
  mode: Mode = 'table';
  isTimed = false;
  /** Undefined where nobody can be asked. */
  ask: Ask | undefined;
  /** Told when `bulk` is logged in to another org. */
  onMove: () => void = () => undefined;
  readonly #evaluator: Evaluator;
  #info: LoginInfo;
  readonly #dictionary = new Dictionary(() => this.bulk);
  #jobObject: string | undefined;
  readonly #deletionConsent = new DeletionConsent();
  #failedCodes: readonly string[] = [];
  #current = new AbortController();
  #hasStray = false;

  private constructor({ org, screen }: SessionParts) {
    this.org = org;
    this.screen = screen;
    this.wiretap = new Wiretap(screen, () => this.signal);
    this.#info = NOWHERE;
    this.#evaluator = new Evaluator(scopeOf({ org, screen, hooks: this.#hooks() }), (error) => {
      this.#hasStray = true;
      this.report(error);
    });
  }

  /** A session whose `bulk` is logged in to the practice org. */
  static async open(parts: SessionParts): Promise<Session> {
    const session = new Session(parts);
    await session.bulk.login(parts.org.accessToken());
    return session;
  }

  /** The one that is called so at the prompt: a line may have put another in its place. */
  get bulk(): PlainBulk {
    const bulk = this.#evaluator.valueOf('bulk');
    if (bulk instanceof PlainBulk) return bulk;
    throw new UsageError('`bulk` is no Bulk any more: type  bulk = new Bulk()');
  }

  /** Where the last login led. */
  get info(): LoginInfo {
    return this.#info;
  }

  /** What the last line threw that threw something. */
  get lastError(): unknown {
    return this.#evaluator.valueOf('_error');
  }

  /** Whether something was thrown that no line was there to throw: by a timer, or a promise that nobody waited for. */
  get hasStray(): boolean {
    return this.#hasStray;
  }

  /** The codes of rows that failed, where the last line that failed or showed failures showed such rows. */
  get failedCodes(): readonly string[] {
    return this.#failedCodes;
  }

  async evaluate(code: string): Promise<Evaluation> {
    const answer = answerQuestion(code, this.screen.frame);
    if (answer !== undefined) {
      this.screen.print(answer);
      return NOTHING;
    }
    const evaluation = await this.#timed(() => this.#evaluator.evaluate(code, this.begin()));
    this.recorder.addEvaluation(code, evaluation);
    this.#noteFailures(evaluation);
    return evaluation;
  }

  /** Another line, or command: what interrupted the one before is over. */
  begin(): AbortSignal {
    this.#current = new AbortController();
    return this.#current.signal;
  }

  /** Ends what is waited for; what the org has taken on goes on. */
  interrupt(): void {
    this.#current.abort(new InterruptedError());
  }

  get signal(): AbortSignal {
    return this.#current.signal;
  }

  /** @param after what stands behind the cursor */
  complete(line: string, commands: readonly CommandWords[], after = ''): ReturnType<typeof complete> {
    const known = {
      commands,
      jobObject: this.#jobObject,
      objects: () => this.#dictionary.objects(),
      fields: (object: string) => this.#dictionary.fields(object),
      otherwise: (rest: string) => this.#evaluator.complete(rest),
    };
    return this.wiretap.mute(() => complete(line, known, after));
  }

  /** How failures are told. */
  get telling(): Telling {
    const place = placeOf(this.#info, this.org.url);
    return { ...this.screen.frame, wayBackIn: wayBackIn(place, this.ask !== undefined) };
  }

  render(value: unknown): string {
    return present(value, this.mode, this.screen.frame);
  }

  report(error: unknown): void {
    this.screen.printError(errorText(error, this.telling));
  }

  #noteFailures(evaluation: Evaluation): void {
    if (evaluation.kind === 'error') this.#failedCodes = [];
    const codes = evaluation.kind === 'value' ? failedCodes(evaluation.value) : [];
    if (codes.length > 0) this.#failedCodes = codes;
  }

  async #timed(work: () => Promise<Evaluation>): Promise<Evaluation> {
    const before = { time: performance.now(), usage: this.#usedCalls() };
    const evaluation = await work();
    this.screen.clearProgress();
    if (this.isTimed && evaluation.kind !== 'unfinished') {
      const seconds = ((performance.now() - before.time) / 1000).toFixed(3);
      const calls = counted(this.#usedCalls() - before.usage, 'API call');
      this.screen.print(this.screen.colors.dim(`${seconds} s, ${calls}`));
    }
    return evaluation;
  }

  #usedCalls(): number {
    const bulk = this.#evaluator.valueOf('bulk');
    return bulk instanceof PlainBulk ? bulk.usage.calls : 0;
  }

  #hooks(): PromptHooks {
    return {
      signal: () => this.#current.signal,
      onWarning: (warning) => {
        const { colors, width } = this.screen.frame;
        this.screen.printError(colors.yellow(wrapTo(width, `Warning: ${warning}`, '  ')));
      },
      onExchange: this.wiretap.tell,
      onProgress: (progress) => {
        this.screen.progress(progressText(progress));
      },
      confirm: (info, name) => this.#deletionConsent.require({ info, name, practiceUrl: this.org.url, ask: this.ask }),
      onJob: ({ object }) => {
        this.#jobObject = object;
      },
      onCredentials: (given) => {
        this.recorder.noteSecrets(given);
      },
      onLogin: (bulk, info) => {
        this.#moved(bulk, info);
      },
    };
  }

  #moved(bulk: PlainBulk, info: LoginInfo): void {
    if (bulk !== this.#evaluator.valueOf('bulk')) return;
    if (info.instanceUrl !== this.#info.instanceUrl || info.userId !== this.#info.userId) this.#dictionary.forget();
    this.#info = info;
    this.onMove();
  }
}

const NOTHING: Evaluation = { kind: 'value', value: undefined };

const NOWHERE: LoginInfo = { instanceUrl: '', userId: null, organizationId: null, userName: null, sandbox: null };
