import { expect } from 'chai';
import { Session, type SignIn } from '../../lib/session/session';

/** A way of signing in that gives another token each time, and counts. */
function countingSignIn(): SignIn & { grants: number } {
  const info = {
    instanceUrl: 'https://x.example.com',
    userId: null,
    organizationId: null,
    userName: null,
    sandbox: null,
  };
  const signIn = {
    name: 'a spec',
    renewable: true,
    grants: 0,
    grant: () => Promise.resolve({ accessToken: `token ${++signIn.grants}`, info }),
  };
  return signIn;
}

const nobody = (): Promise<never> => Promise.reject(new Error('nothing is sent'));

describe('a session', () => {
  it('is not renewed for a token that was in use before the last renewal', async () => {
    const signIn = countingSignIn();
    const session = await Session.open(signIn, nobody);
    await session.renew('token 1');
    await session.renew('token 1');
    expect([session.accessToken, signIn.grants]).to.deep.equal(['token 2', 2]);
  });

  it('can be renewed again when the new token has ended, too', async () => {
    const session = await Session.open(countingSignIn(), nobody);
    await session.renew('token 1');
    await session.renew('token 2');
    expect(session.accessToken).to.equal('token 3');
  });
});
