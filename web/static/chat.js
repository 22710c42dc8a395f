/** One chat: its session, its line, its state, and everything a person can do in it. */
import { Refused, fetchFile, postPhoto } from "./api.js";
import { saveAs } from "./file-view.js";
import { newKey } from "./keys.js";
import { Outbox } from "./outbox.js";
import { Session } from "./session.js";
import { Link, backoff } from "./socket.js";
import { append, createStore, emptyPane, isVisible, lastId, liveScreen, mark, receive } from "./store.js";
import { speak } from "./texts.js";

const TYPING_MS = 8_000;
const LOCK_MS = 10_000;
const ACK_MS = 20_000;
const PHOTO_KINDS = ["image/jpeg", "image/png", "image/webp"];

/** @typedef {import("./types.js").Outgoing} Outgoing */

export class Chat {
  /**
   * @param {{role: import("./types.js").Role, language: import("./texts.js").Language,
   *   config: import("./config.js").Config, start?: string | null}} options
   */
  constructor({ role, language, config, start = null }) {
    this.role = role;
    this.config = config;
    this.store = createStore(emptyPane(language));
    this.session = new Session(role, start);
    this.outbox = new Outbox(role);
    /** @type {Map<string, Blob>} photos stay in memory until the server has them */
    this.photos = new Map();
    this.watched = true;
    this.openings = 0;
    this.visit = 0;
    this.link = new Link({
      after: () => lastId(this.store.get()),
      onFrame: (frame) => this.#take(frame),
      onState: (state) => this.#linkIs(state),
    });
    this.#adoptLeftovers();
  }

  /** Begin, or begin again with the session at hand. */
  async open(renew = false) {
    const visit = (this.visit += 1);
    const { language } = this.store.get();
    try {
      const token = await (renew ? this.session.renew(language) : this.session.ensure(language));
      if (visit === this.visit) this.link.start(token);
    } catch (problem) {
      if (visit !== this.visit) return;
      if (problem instanceof Refused && problem.status === 401) this.session.forget();
      if (problem instanceof Refused && problem.status === 403) this.store.set({ link: "refused" });
      else this.#openLater();
    }
  }

  /**
   * Forget this visitor altogether and welcome a new one, or somebody the salon knows.
   * @param {string | null} start
   */
  startOver(start = null) {
    this.link.stop();
    this.session.forget();
    this.session.start = start;
    this.outbox.clear();
    this.#clear();
    return this.open();
  }

  /**
   * The frame changes at once; the bot's language follows with the session. If the server
   * answers with another token it is a fresh visit and the log starts empty.
   * @param {import("./texts.js").Language} language
   */
  async speakIn(language) {
    const before = this.session.token;
    this.store.set({ language, link: "opening" });
    this.link.stop();
    await this.open(true);
    if (this.session.token !== before) this.#clear();
  }

  /** @param {string} text */
  say(text) {
    const words = text.trim();
    if (words) this.#send((key) => ({ type: "say", key, text: words }), words);
  }

  /** @param {import("./types.js").Option} option a choice of the live screen, or a long-lived action */
  tap({ button, label }) {
    const screen = liveScreen(this.store.get());
    const onScreen = screen?.screen?.options.some((option) => option.button === button);
    this.store.set((state) => ({
      ...state, locked: button,
      chosen: screen && onScreen ? { ...state.chosen, [screen.id]: button } : state.chosen,
    }));
    this.#send((key) => ({ type: "tap", key, button, label }), label);
    setTimeout(() => this.store.get().locked === button && this.store.set({ locked: null }), LOCK_MS);
  }

  /** @param {File} file */
  photo(file) {
    const say = speak(this.store.get().language);
    if (!PHOTO_KINDS.includes(file.type)) return this.toast(say("error.photo_kind"));
    if (file.size > this.config.max_upload_bytes) {
      return this.toast(say("error.photo_large", { n: Math.floor(this.config.max_upload_bytes / 2 ** 20) }));
    }
    const key = newKey();
    this.photos.set(key, file);
    const preview = URL.createObjectURL(file);
    this.store.set((state) => ({ ...state, previews: { ...state.previews, [key]: preview } }));
    this.#append({ type: "photo", key }, say("bubble.photo"));
    return this.#deliver(this.#find(key));
  }

  /** @param {import("./types.js").Attachment} file */
  async save(file) {
    const say = speak(this.store.get().language);
    try {
      saveAs(await fetchFile(this.session.token ?? "", file.href), file.name);
    } catch (problem) {
      this.toast((problem instanceof Refused && problem.text) || say("file.failed"));
    }
  }

  /** @param {string} key */
  retry(key) {
    this.store.set((state) => mark(state, key, "sending"));
    this.#deliver(this.#find(key));
  }

  /** @param {string | null} text */
  toast(text) {
    this.store.set({ toast: text });
  }

  /** @param {boolean} watched whether a person can see this pane now */
  watch(watched) {
    this.watched = watched;
    if (watched && this.store.get().unread) this.store.set({ unread: 0 });
  }

  /** @param {(key: string) => import("./types.js").SayFrame | import("./types.js").TapFrame} make @param {string} text */
  #send(make, text) {
    const frame = make(newKey());
    const outgoing = this.#append(frame, text);
    this.outbox.keep(outgoing);
    this.#deliver(outgoing);
  }

  /** @param {Outgoing["frame"]} frame @param {string} text @returns {Outgoing} */
  #append(frame, text) {
    const state = this.store.get();
    const at = new Date().toISOString();
    /** @type {Outgoing} */
    const outgoing = { key: frame.key, frame, text, at, after: lastId(state), state: "sending" };
    this.store.set({ ...append(state, outgoing), typing: true });
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.store.set({ typing: false }), TYPING_MS);
    return outgoing;
  }

  /** @param {Outgoing | undefined} outgoing */
  #deliver(outgoing) {
    if (!outgoing) return;
    if (outgoing.frame.type === "photo") void this.#upload(outgoing.key);
    else this.link.send(outgoing.frame);
    setTimeout(() => this.#doubt(outgoing.key), ACK_MS);
  }

  /** Said while connected and never acknowledged: let the person decide. @param {string} key */
  #doubt(key) {
    if (this.#connected && this.#find(key)?.state === "sending") this.store.set((state) => mark(state, key, "failed"));
  }

  /** @param {string} key */
  async #upload(key) {
    const file = this.photos.get(key);
    const token = this.session.token;
    if (!file || !token) return;
    try {
      await postPhoto(token, key, file);
      this.#acknowledged(key);
    } catch (problem) {
      if (problem instanceof Refused && problem.status === 401) this.#gone();
      else if (problem instanceof Refused) this.#refused(key, problem.text);
      else if (this.#connected) this.store.set((state) => mark(state, key, "failed"));
    }
  }

  /** @param {any} frame */
  #take(frame) {
    if (frame.type === "messages") this.#arrived(frame.items, Boolean(frame.reset));
    else if (frame.type === "ack") this.#acknowledged(frame.key);
    else if (frame.type === "error") this.#refused(frame.key, frame.text);
    else if (frame.type === "gone") this.#gone();
  }

  /** @param {import("./types.js").Message[]} items @param {boolean} reset */
  #arrived(items, reset) {
    const before = this.store.get();
    const newest = reset ? 0 : lastId(before);
    const theirs = before.loaded ? items.filter((item) => item.id > newest && item.by !== "me") : [];
    items.forEach((item) => item.key && this.outbox.drop(item.key));
    this.openings = 0;
    this.store.set((state) => {
      const next = receive(state, items, reset);
      const toast = theirs.findLast((item) => item.toast)?.toast ?? next.toast;
      return { ...next, toast, unread: this.watched ? 0 : next.unread + theirs.filter(isVisible).length };
    });
  }

  /** @param {string} key */
  #acknowledged(key) {
    this.outbox.drop(key);
    this.photos.delete(key);
    this.store.set((state) => mark(state, key, "sent"));
  }

  /** @param {string | undefined} key @param {string | null | undefined} text */
  #refused(key, text) {
    if (key) {
      this.outbox.drop(key);
      this.store.set((state) => ({ ...mark(state, key, "failed"), typing: false, locked: null }));
    }
    this.toast(text || speak(this.store.get().language)("error.not_sent"));
  }

  /** @param {import("./types.js").LinkState} link */
  #linkIs(link) {
    const before = this.store.get().link;
    this.store.set({ link });
    const back = (link === "online" || link === "polling") && before !== link;
    if (back) this.store.get().outgoing.filter(({ state }) => state === "sending").forEach((item) => this.#deliver(item));
  }

  /** The server forgot this token: words go with us into a new session, old buttons do not. */
  #gone() {
    this.session.forget();
    this.link.stop();
    const { outgoing, language, previews, toast } = this.store.get();
    const words = outgoing.filter(({ frame, state }) => frame.type !== "tap" && state === "sending");
    outgoing.filter((item) => !words.includes(item)).forEach(({ key }) => this.outbox.drop(key));
    this.store.set({ ...emptyPane(language), previews, toast, outgoing: words.map((item) => ({ ...item, after: 0 })) });
    this.#openLater();
  }

  #openLater() {
    this.openings += 1;
    this.store.set({ link: "waiting" });
    setTimeout(() => this.open(), this.openings === 1 ? 0 : backoff(this.openings));
  }

  #adoptLeftovers() {
    this.outbox.leftovers().forEach((item) => {
      this.store.set((state) => append(state, { ...item, after: Number.MAX_SAFE_INTEGER }));
    });
  }

  #clear() {
    Object.values(this.store.get().previews).forEach((address) => URL.revokeObjectURL(address));
    this.photos.clear();
    this.store.set((state) => emptyPane(state.language));
  }

  get #connected() {
    return ["online", "polling"].includes(this.store.get().link);
  }

  /** @param {string} key */
  #find(key) {
    return this.store.get().outgoing.find((item) => item.key === key);
  }
}
