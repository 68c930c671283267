import { expect } from 'chai';
import nock from 'nock';

// Importing nock takes over `http` for every spec of the run; it is given back until a suite asks for it.
nock.restore();

/**
 * Puts nock between a suite and the network: a request that no exchange was made for fails its spec, and so does an
 * exchange that nobody asked for.
 */
export function useNock(): void {
  let unexpected: string[] = [];
  const note = (request: { method?: string; path?: string }): void => {
    unexpected.push(`${request.method ?? ''} ${request.path ?? ''}`);
  };
  beforeEach(() => {
    unexpected = [];
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.emitter.on('no match', note);
  });
  afterEach(() => {
    const unasked = nock.pendingMocks();
    nock.emitter.off('no match', note);
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
    expect(unexpected, 'requests that no exchange was made for').to.deep.equal([]);
    expect(unasked, 'exchanges that nobody asked for').to.deep.equal([]);
  });
}
