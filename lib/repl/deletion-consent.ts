import { type LoginInfo } from '../index';
import { type Ask } from './ask';
import { placeOf } from './place';
import { UsageError } from './usage-error';

interface Deletion {
  /** Where it would happen. */
  readonly info: LoginInfo;
  /** `delete Contact` */
  readonly name: string;
  readonly practiceUrl: string;
  /** Undefined where nobody can be asked: a script knows what it does. */
  readonly ask: Ask | undefined;
}

/** Asks before something is deleted in an org that is not for practice: once for each. */
export class DeletionConsent {
  #givenFor: string | undefined;

  /** @throws {UsageError} when it is not given */
  async require({ info, name, practiceUrl, ask }: Deletion): Promise<void> {
    const place = placeOf(info, practiceUrl);
    if (place === 'practice' || ask === undefined || this.#givenFor === info.instanceUrl) return;
    const answer = await ask(`${name} in a ${place} org, ${info.instanceUrl}: is that meant? (y/N) `);
    if (!/^\s*y/i.test(answer)) throw new UsageError('nothing was deleted');
    this.#givenFor = info.instanceUrl;
  }
}
