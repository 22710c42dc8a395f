/**
 * The line to the server: a WebSocket that comes back by itself, with plain requests standing
 * in while it cannot be had. Whoever owns the link re-sends what was not acknowledged.
 */
import { Polling } from "./polling.js";

const PING_MS = 25_000;
const PONG_WAIT_MS = 10_000;
const OPEN_WAIT_MS = 8_000;
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;
const TRIES_BEFORE_POLLING = 3;

/** @param {number} failures @returns {number} milliseconds, with jitter so that tabs spread out */
export function backoff(failures) {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + Math.random() / 2);
}

export class Link {
  /**
   * @param {{after: () => number, onFrame: (frame: any) => void,
   *   onState: (state: import("./types.js").LinkState) => void}} ports
   */
  constructor(ports) {
    this.ports = ports;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {string | null} */
    this.token = null;
    this.failures = 0;
    this.retryTimer = 0;
    this.aliveTimer = 0;
    this.pingTimer = 0;
    this.healthy = false;
    this.polling = new Polling({
      after: ports.after,
      onFrame: ports.onFrame,
      onHealth: (well) => this.#state(well ? "polling" : "waiting"),
    });
    this.wake = () => document.visibilityState === "visible" && this.#wake();
    window.addEventListener("online", this.wake);
    document.addEventListener("visibilitychange", this.wake);
  }

  /** @param {string} token */
  start(token) {
    this.stop();
    this.token = token;
    this.failures = 0;
    this.#connect();
  }

  stop() {
    this.token = null;
    clearTimeout(this.retryTimer);
    this.polling.stop();
    this.#drop();
  }

  /** @param {{type: string, key: string}} frame @returns {void} lost frames are re-sent by the owner */
  send(frame) {
    if (this.healthy) this.socket?.send(JSON.stringify(frame));
    else if (this.polling.active) void this.polling.send(frame);
  }

  #connect() {
    clearTimeout(this.retryTimer);
    this.#drop();
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/api/web/ws`);
    this.socket = socket;
    this.#expectLife(OPEN_WAIT_MS);
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: "hello", token: this.token, after: this.ports.after() }));
    };
    socket.onmessage = (event) => {
      clearTimeout(this.aliveTimer);
      const frame = JSON.parse(event.data);
      if (frame.type !== "gone" && !this.healthy) this.#welcome();
      if (frame.type !== "pong") this.ports.onFrame(frame);
    };
    socket.onclose = () => this.#lost();
  }

  /** The first frame proves that the token is known and the road is open both ways. */
  #welcome() {
    this.healthy = true;
    this.failures = 0;
    this.polling.stop();
    this.pingTimer = setInterval(() => this.#ping(), PING_MS);
    this.#state("online");
  }

  #ping() {
    this.send({ type: "ping", key: "" });
    this.#expectLife(PONG_WAIT_MS);
  }

  /** A phone that changes networks leaves sockets that look open and are not. @param {number} within */
  #expectLife(within) {
    clearTimeout(this.aliveTimer);
    this.aliveTimer = setTimeout(() => this.#lost(), within);
  }

  #lost() {
    if (!this.token) return;
    this.#drop();
    this.failures += 1;
    if (this.failures >= TRIES_BEFORE_POLLING) this.polling.start(this.token);
    else this.#state("waiting");
    this.retryTimer = setTimeout(() => this.#connect(), backoff(this.failures));
  }

  #drop() {
    clearTimeout(this.aliveTimer);
    clearInterval(this.pingTimer);
    this.healthy = false;
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #wake() {
    if (!this.token) return;
    if (this.healthy) this.#ping();
    else this.#connect();
  }

  /** @param {import("./types.js").LinkState} state */
  #state(state) {
    this.ports.onState(state);
  }
}
