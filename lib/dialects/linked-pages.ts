import { UnexpectedReplyException } from '../errors';

/** A page that names the one after it. */
interface LinkedPage {
  /** Null after the last. */
  readonly next: string | null;
}

interface Chain<Page> {
  /** Where the first page stands. */
  readonly first: string;
  readonly read: (address: string) => Promise<Page>;
  /** What the pages are of, in the plural. */
  readonly what: string;
  readonly batchId?: string;
}

/**
 * Pages from the first to the last, each read when it is wanted.
 *
 * @throws {UnexpectedReplyException} where they go in a circle
 */
export async function* linkedPages<Page extends LinkedPage>(chain: Chain<Page>): AsyncGenerator<Page> {
  const followed = new Set<string>();
  for (let address: string | null = chain.first; address !== null;) {
    if (followed.has(address)) throw circle(chain);
    followed.add(address);
    const page: Page = await chain.read(address);
    yield page;
    address = page.next;
  }
}

function circle({ what, batchId }: Pick<Chain<unknown>, 'what' | 'batchId'>): UnexpectedReplyException {
  return new UnexpectedReplyException(`A page of ${what} names one that was read already as the next one`, {
    batchId,
    advice: 'Something between you and the org repeats its answers: look at proxies and caches.',
  });
}
