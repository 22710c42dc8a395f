/** The road without a socket: the same frames, over plain requests, asked for every two seconds. */
import { Refused, fetchMessages, postFrame } from "./api.js";

const INTERVAL_MS = 2000;

export class Polling {
  /**
   * @param {{after: () => number, onFrame: (frame: any) => void, onHealth: (well: boolean) => void}} ports
   */
  constructor(ports) {
    this.ports = ports;
    /** @type {string | null} */
    this.token = null;
    this.timer = 0;
  }

  get active() {
    return this.token !== null;
  }

  /** @param {string} token */
  start(token) {
    if (this.active) return;
    this.token = token;
    this.#ask();
  }

  stop() {
    clearTimeout(this.timer);
    this.token = null;
  }

  async #ask() {
    const token = this.token;
    if (!token) return;
    try {
      const { items } = await fetchMessages(token, this.ports.after());
      if (this.token !== token) return;
      this.ports.onHealth(true);
      this.ports.onFrame({ type: "messages", items, reset: false });
    } catch (problem) {
      if (this.token === token) this.#failed(problem);
    }
    if (this.token === token) this.timer = setTimeout(() => this.#ask(), INTERVAL_MS);
  }

  /** @param {{type: string, key: string}} frame */
  async send(frame) {
    const token = this.token;
    if (!token) return;
    try {
      const { ack } = await postFrame(token, frame);
      this.ports.onFrame({ type: "ack", key: ack });
    } catch (problem) {
      this.#failed(problem, frame.key);
    }
  }

  /** @param {unknown} problem @param {string} [key] the message that was refused */
  #failed(problem, key) {
    if (!(problem instanceof Refused)) this.ports.onHealth(false);
    else if (problem.status === 401) this.ports.onFrame({ type: "gone" });
    else if (key && problem.status < 500) this.ports.onFrame({ type: "error", key, text: problem.text });
  }
}
