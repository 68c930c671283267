import { type Exchange } from '../../index';

/** Says once of each time that an org gives no answer: the library tries again, and a person would wonder. */
export class NoAnswer {
  readonly #say: (text: string) => void;
  #isSaid = false;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  readonly tell = ({ request: { url }, reply, error }: Exchange): void => {
    if (reply === undefined && !this.#isSaid) this.#say(noAnswerText(url, error));
    this.#isSaid = reply === undefined;
  };
}

/** `Waiting for login.example.com, which gives no answer: getaddrinfo ENOTFOUND login.example.com` */
function noAnswerText(url: string, error = ''): string {
  const { host } = new URL(url);
  const reason = error.replace(/^No answer to "[^"]*" from [^ ]+: /, '');
  return `Waiting for ${host}, which gives no answer: ${reason}`;
}
