/** The log of a pane: it follows the newest message unless the reader has scrolled up. */
import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/htm-preact-standalone.js";
import { dayName } from "./dates.js";
import { Icon, Mark } from "./icons.js";
import { MessageView } from "./message-view.js";
import { liveScreen } from "./store.js";
import { chosenLabel, timeline } from "./timeline.js";

const NEAR_END_PX = 60;
const TOP_MARGIN_PX = 12;
const LITTLE_LEFT = 0.6;

/** @param {HTMLElement} log */
const atEnd = (log) => log.scrollHeight - log.clientHeight - log.scrollTop < NEAR_END_PX;

/**
 * Follow the conversation. A message taller than the log is shown from its first line, so that
 * nobody has to scroll back to learn what was asked; the next one is followed again if no more
 * than about half a log was left to read.
 * @param {import("./types.js").PaneState} state @param {string} newest key of the newest row
 */
function useFollowing(state, newest) {
  const log = useRef(/** @type {HTMLElement | null} */ (null));
  const memory = useRef({ follows: true, held: false, top: 0, seenId: 0, outgoing: 0 });
  const [behind, setBehind] = useState(0);

  const toEnd = (behavior = "smooth") => {
    Object.assign(memory.current, { follows: true, held: false });
    setBehind(0);
    log.current.scrollTo({ top: log.current.scrollHeight, behavior });
  };
  const onScroll = () => {
    const now = memory.current;
    const ended = atEnd(log.current);
    if (ended || log.current.scrollTop < now.top) now.follows = ended;
    now.top = log.current.scrollTop;
    if (!ended) return;
    now.held = false;
    setBehind(0);
  };

  useLayoutEffect(() => {
    const now = memory.current;
    const began = now.seenId === 0;
    const behavior = began ? "instant" : "smooth";
    const theirs = state.messages.filter((message) => message.id > now.seenId && message.by !== "me");
    const fresh = began ? theirs.slice(-1) : theirs;
    const spoke = state.outgoing.length > now.outgoing;
    now.seenId = state.messages.at(-1)?.id ?? 0;
    now.outgoing = state.outgoing.length;
    if (spoke) return toEnd(behavior);
    if (!now.follows && !began) return setBehind((count) => count + fresh.length);
    // Behind the other tab nothing has a size; the observer below catches up when it is shown.
    if (log.current.clientHeight === 0) return;
    const first = fresh.length ? log.current.querySelector(`[data-id="${fresh[0].id}"]`) : null;
    const end = log.current.scrollHeight - log.current.clientHeight;
    const head = first ? first.offsetTop - TOP_MARGIN_PX : end;
    if (head >= end) return toEnd(behavior);
    now.held = true;
    now.follows = end - head < log.current.clientHeight * LITTLE_LEFT;
    log.current.scrollTo({ top: head, behavior });
  }, [newest, state.messages, state.outgoing.length, state.typing]);

  useEffect(() => {
    const observer = new ResizeObserver(() => memory.current.follows && !memory.current.held && toEnd("instant"));
    observer.observe(log.current);
    observer.observe(log.current.firstElementChild);
    return () => observer.disconnect();
  }, []);

  return { log, behind, onScroll, toEnd };
}

/** Tell whether the live options can be seen now. @param {{current: HTMLElement | null}} log @param {number | null} id */
function useOutOfSight(log, id) {
  const [hidden, setHidden] = useState(false);
  useEffect(() => {
    setHidden(false);
    const options = id && log.current?.querySelector("[data-live]");
    if (!options) return undefined;
    const observer = new IntersectionObserver(([entry]) => setHidden(!entry.isIntersecting), { root: log.current });
    observer.observe(options);
    return () => observer.disconnect();
  }, [id]);
  return hidden;
}

/** After a tap by keyboard the tapped button is gone: hand the focus to the next question's options. */
function useFocusOnNext(log, id) {
  const armed = useRef(false);
  useLayoutEffect(() => {
    if (!armed.current || !id) return;
    armed.current = false;
    log.current?.querySelector("[data-live] button")?.focus();
  }, [id]);
  return armed;
}

/** @param {{role: string, salon: string, say: import("./texts.js").Say}} props */
function Welcome({ role, salon, say }) {
  return html`<div class="welcome"><${Mark} /><p class="welcome__salon">${salon}</p><p>${say(`log.empty_${role}`)}</p></div>`;
}

/**
 * @param {{chat: import("./chat.js").Chat, state: import("./types.js").PaneState, salon: string,
 *   say: import("./texts.js").Say, onPhoto: () => void, onPicture: Function}} props
 */
export function LogView({ chat, state, salon, say, onPhoto, onPicture }) {
  const rows = timeline(state);
  const live = liveScreen(state);
  const { log, behind, onScroll, toEnd } = useFollowing(state, rows.at(-1)?.key ?? "");
  const unanswered = live && !state.chosen[live.id] ? live.id : null;
  const hidden = useOutOfSight(log, unanswered);
  const armed = useFocusOnNext(log, live?.id ?? null);
  const connected = state.link === "online" || state.link === "polling";
  const tap = (option, byKeyboard = false) => {
    armed.current = byKeyboard;
    chat.tap(option);
  };
  const toOptions = () => log.current.querySelector(`[data-id="${live.id}"]`)?.scrollIntoView({ behavior: "smooth" });
  return html`<div class="log-area">
    <div class="log" ref=${log} onScroll=${onScroll} tabindex="0" role="region" aria-label=${say(`log.${chat.role}`)}>
      <div class="log__content">
        ${rows.length === 0 && html`<${Welcome} role=${chat.role} salon=${salon} say=${say} />`}
        <div class="messages" role="log" aria-live="polite" aria-relevant="additions" aria-busy=${state.loaded ? "false" : "true"}><ol>
          ${rows.map((row) => row.kind === "day"
            ? html`<li key=${row.key} class="day"><span>${dayName(row.at, state.language, say)}</span></li>`
            : html`<${MessageView} key=${row.key} row=${row} live=${row.message === live} locked=${state.locked}
                chosen=${row.message.screen ? chosenLabel(state, row.message) : null} preview=${state.previews[row.message.key ?? ""]}
                language=${state.language} say=${say} onTap=${tap} onRetry=${(key) => chat.retry(key)} onPhoto=${onPhoto} onPicture=${onPicture}
                onFile=${(file) => chat.save(file)} />`)}
        </ol></div>
        ${state.typing && connected && html`<p class="typing" role="status" aria-label=${say("log.typing")}><i></i><i></i><i></i></p>`}
      </div>
    </div>
    <div class="pills">
      ${hidden && html`<button type="button" class="pill" onClick=${toOptions}><${Icon} name="up" />${say("screen.back_to")}</button>`}
      ${behind > 0 && html`<button type="button" class="pill pill--new" onClick=${() => toEnd()}>
        ${say("log.new", { n: behind })}<${Icon} name="down" /></button>`}
    </div>
  </div>`;
}
