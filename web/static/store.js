/** The state of one pane and the moves it can make. Moves are pure: state in, state out. */

/** @typedef {import("./types.js").PaneState} PaneState */
/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Outgoing} Outgoing */

/** @param {import("./texts.js").Language} language @returns {PaneState} */
export function emptyPane(language) {
  return {
    messages: [], outgoing: [], previews: {}, link: "opening", loaded: false, typing: false,
    locked: null, chosen: {}, toast: null, unread: 0, language,
  };
}

/**
 * A value with listeners: `set` takes a patch or a move.
 * @param {PaneState} state
 */
export function createStore(state) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    get: () => state,
    /** @param {Partial<PaneState> | ((state: PaneState) => PaneState)} change */
    set(change) {
      state = typeof change === "function" ? change(state) : { ...state, ...change };
      listeners.forEach((listener) => listener());
    },
    /** @param {() => void} listener @returns {() => void} stop listening */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @param {PaneState} state @returns {number} */
export const lastId = (state) => state.messages.at(-1)?.id ?? 0;

/** @param {PaneState} state @returns {Message | null} the message whose options may be tapped */
export const liveScreen = (state) => state.messages.findLast((message) => message.screen) ?? null;

/** A toast is shown and gone: it never becomes a bubble. @param {Message} message */
export const isVisible = (message) =>
  message.says.length > 0 || Boolean(message.cards?.length || message.files?.length || message.screen || message.actions?.length);

/**
 * Take in what the server sent. Known ids are dropped; own bubbles give way to their message.
 * @param {PaneState} state @param {Message[]} items @param {boolean} reset
 * @returns {PaneState}
 */
export function receive(state, items, reset) {
  const known = reset ? [] : state.messages;
  const ids = new Set(known.map((message) => message.id));
  const fresh = items.filter((item) => !ids.has(item.id) && ids.add(item.id));
  const messages = [...known, ...fresh].sort((one, other) => one.id - other.id);
  const echoed = new Set(items.map((item) => item.key).filter(Boolean));
  const whole = reset || !state.loaded;
  const end = messages.at(-1)?.id ?? 0;
  const outgoing = state.outgoing
    .filter(({ key, state: how }) => !echoed.has(key) && !(reset && how === "sent"))
    .map((item) => (whole ? { ...item, after: end } : item));
  const answered = fresh.some((message) => message.by !== "me");
  return {
    ...state, messages, outgoing, loaded: true,
    ...(answered ? { typing: false, locked: null } : {}),
  };
}

/** @param {PaneState} state @param {Outgoing} outgoing @returns {PaneState} */
export const append = (state, outgoing) => ({ ...state, outgoing: [...state.outgoing, outgoing] });

/**
 * @param {PaneState} state @param {string} key @param {Outgoing["state"]} how
 * @returns {PaneState}
 */
export function mark(state, key, how) {
  const outgoing = state.outgoing.map((item) => (item.key === key ? { ...item, state: how } : item));
  return { ...state, outgoing };
}
