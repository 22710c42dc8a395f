/** From the state of a pane to the rows of its log: days, messages, own bubbles, in order. */
import { isVisible } from "./store.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Outgoing} Outgoing */
/**
 * @typedef {{kind: "day", key: string, at: Date}
 *   | {kind: "message", key: string, at: Date, message: Message, delivery: Outgoing["state"] | null, first: boolean, last: boolean, timed: boolean}} Row
 */

const GROUP_GAP_MS = 5 * 60 * 1000;

/** @param {Outgoing} outgoing @returns {Message} */
function asMessage({ frame, key, at, text, after }) {
  return { id: after, at, by: "me", key, says: frame.type === "photo" ? [] : [text] };
}

/** Own bubbles stand behind the message they were written after, in the order of writing.
 * @param {import("./types.js").PaneState} state
 */
function inOrder(state) {
  const local = state.outgoing.map((item) => ({ message: asMessage(item), delivery: item.state, local: true }));
  const stored = state.messages.filter(isVisible).map((message) => ({ message, delivery: null, local: false }));
  return [...stored, ...local].sort(
    (one, other) => one.message.id - other.message.id || Number(one.local) - Number(other.local),
  );
}

/** @param {Message} one @param {Message} other */
const soon = (one, other) => Math.abs(Date.parse(other.at) - Date.parse(one.at)) < GROUP_GAP_MS;

/** @param {Message} one @param {Message} other */
const together = (one, other) => one.by === other.by && one.name === other.name && soon(one, other);

/** @param {import("./types.js").PaneState} state @returns {Row[]} */
export function timeline(state) {
  const entries = inOrder(state);
  /** @type {Row[]} */
  const rows = [];
  let day = "";
  entries.forEach(({ message, delivery }, index) => {
    const at = new Date(message.at);
    const newDay = at.toDateString() !== day;
    if (newDay) {
      day = at.toDateString();
      rows.push({ kind: "day", key: `day ${day} ${message.id}`, at });
    }
    const previous = entries[index - 1]?.message;
    const next = entries[index + 1]?.message;
    rows.push({
      kind: "message", key: message.key ?? String(message.id), at, message, delivery,
      first: newDay || !previous || !together(previous, message),
      last: !next || !together(message, next),
      timed: !next || !soon(message, next) || (delivery !== null && delivery !== "sent"),
    });
  });
  return rows;
}

/**
 * The option this person took on an older screen: remembered from the tap, or read from what
 * they said next when the page was loaded anew.
 * @param {import("./types.js").PaneState} state @param {Message} message
 * @returns {string | null} the label
 */
export function chosenLabel(state, message) {
  const options = message.screen?.options ?? [];
  const tapped = options.find((option) => option.button === state.chosen[message.id]);
  if (tapped) return tapped.label;
  const start = state.messages.indexOf(message) + 1;
  const next = state.messages.slice(start).find((later) => later.by === "me" || later.screen);
  const said = next?.by === "me" ? next.says[0] : null;
  return options.find((option) => option.label === said)?.label ?? null;
}
