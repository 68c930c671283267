import { type Exchange } from '../index';
import { curlText } from './format/curl-text';
import { NoAnswer } from './format/no-answer';
import { wireText } from './format/wire-text';
import { type Screen } from './screen';

/** Shows what goes over the wire, in each way that is switched on. A script's results are not mixed with it. */
export class Wiretap {
  isWireShown = false;
  isCurlShown = false;
  readonly #screen: Screen;
  readonly #noAnswer: NoAnswer;
  #isMuted = false;

  /** @param signal of the line that is evaluated */
  constructor(screen: Screen, signal: () => AbortSignal) {
    this.#screen = screen;
    this.#noAnswer = new NoAnswer((text) => {
      if (!signal().aborted) screen.progress(text);
    });
  }

  readonly tell = (exchange: Exchange): void => {
    if (this.#isMuted) return;
    if (this.isWireShown) this.#screen.printError(wireText(exchange, this.#screen.frame));
    if (this.isCurlShown) this.#screen.printError(curlText(exchange));
    this.#noAnswer.tell(exchange);
  };

  /** What is asked while a person types would stand in the middle of the line. */
  async mute<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#isMuted = true;
    try {
      return await work();
    } finally {
      this.#isMuted = false;
    }
  }
}
