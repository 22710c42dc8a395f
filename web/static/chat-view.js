/** One chat on the page: its header, log, toast and composer, drawn from one store. */
import { html, render, useEffect, useRef, useState } from "./vendor/htm-preact-standalone.js";
import { Composer } from "./composer.js";
import { Mark } from "./icons.js";
import { Lightbox } from "./lightbox.js";
import { LogView } from "./log-view.js";
import { liveScreen } from "./store.js";
import { HTML_LANG, speak } from "./texts.js";
import { ToastView } from "./toast-view.js";

/** @param {ReturnType<typeof import("./store.js").createStore>} store */
export function useStore(store) {
  const [state, setState] = useState(store.get());
  useEffect(() => {
    setState(store.get());
    return store.subscribe(() => setState(store.get()));
  }, [store]);
  return state;
}

/** @param {{chat: import("./chat.js").Chat, salon: string, link: string, say: import("./texts.js").Say, aside: unknown}} props */
function Header({ chat, salon, link, say, aside }) {
  const staff = chat.role === "staff";
  const status = say(staff && link === "online" ? "link.online_staff" : `link.${link}`);
  return html`<header class="chat__header">
    <span class="avatar"><${Mark} /></span>
    <div class="chat__who">
      <h2 class="chat__title">${salon}</h2>
      <p class="chat__status chat__status--${link}" role="status"><span class="dot"></span><span>${staff ? `${say("pane.staff")} · ${status}` : status}</span></p>
    </div>
    ${aside}
  </header>`;
}

/** @param {{chat: import("./chat.js").Chat, aside?: (say: import("./texts.js").Say, language: string) => unknown}} props */
export function ChatView({ chat, aside }) {
  const state = useStore(chat.store);
  const picker = useRef(null);
  const [picture, setPicture] = useState(null);
  const say = speak(state.language);
  const salon = chat.config.salon[state.language] ?? say("app.salon");
  const refused = state.link === "refused";
  return html`<section class="chat chat--${chat.role}" lang=${HTML_LANG[state.language]} aria-label=${say("pane." + chat.role)}>
    <${Header} chat=${chat} salon=${salon} link=${state.link} say=${say} aside=${aside?.(say, state.language)} />
    ${refused
      ? html`<div class="refusal"><${Mark} /><p>${say("link.refused_" + chat.role)}</p></div>`
      : html`<${LogView} chat=${chat} state=${state} salon=${salon} say=${say} onPicture=${setPicture}
          onPhoto=${() => picker.current.click()} />`}
    <${ToastView} text=${state.toast} onDone=${() => chat.toast(null)} />
    ${!refused && html`<${Composer} chat=${chat} language=${state.language} say=${say} picker=${picker}
      kind=${liveScreen(state)?.screen.kind} />`}
    <${Lightbox} picture=${picture} onClose=${() => setPicture(null)} say=${say} />
  </section>`;
}

/**
 * Draw a chat into an element and begin it.
 * @param {import("./chat.js").Chat} chat
 * @param {Element} mount
 * @param {(say: import("./texts.js").Say, language: string) => unknown} [aside] what stands at the end of its header
 */
export function mountChat(chat, mount, aside) {
  render(html`<${ChatView} chat=${chat} aside=${aside} />`, mount);
  void chat.open();
}
