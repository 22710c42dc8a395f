/** The demo page: a member and the front desk side by side, each in its own chat. */
import { html, render, useEffect, useRef, useState } from "./vendor/htm-preact-standalone.js";
import { ChatView, useStore } from "./chat-view.js";
import { Chat } from "./chat.js";
import { loadConfig } from "./config.js";
import { Icon, Mark } from "./icons.js";
import { fitToKeyboard, otherLanguage, pageSpeaks, readAddress, spendDeepLink } from "./page.js";
import { speak } from "./texts.js";

/** @typedef {import("./types.js").Role} Role */

const NARROW = matchMedia("(max-width: 879px)");
const ROLES = /** @type {Role[]} */ (["member", "staff"]);

const { language: firstSpoken, start } = readAddress();
const config = await loadConfig();
const chats = {
  member: new Chat({ role: "member", language: firstSpoken, config, start }),
  staff: new Chat({ role: "staff", language: firstSpoken, config }),
};

function useNarrow() {
  const [narrow, setNarrow] = useState(NARROW.matches);
  useEffect(() => {
    const change = () => setNarrow(NARROW.matches);
    NARROW.addEventListener("change", change);
    return () => NARROW.removeEventListener("change", change);
  }, []);
  return narrow;
}

/** @param {{say: import("./texts.js").Say, onLanguage: () => void, onGuest: (start: string | null) => void}} props */
function TopBar({ say, onLanguage, onGuest }) {
  return html`<header class="top">
    <h1 class="wordmark"><${Mark} /><span class="wordmark__latin">Meiyue</span><span class="wordmark__han" lang="zh-Hans">美约</span></h1>
    <p class="top__pitch">${say("demo.pitch")}</p>
    <div class="top__tools">
      <button type="button" class="text-button" aria-label=${say("language.switch_label")} onClick=${onLanguage}>
        <${Icon} name="globe" />${say("language.switch")}</button>
      ${config.regulars.map((start) => html`<button type="button" key=${start} class="text-button" aria-label=${say("demo.regular")} onClick=${() => onGuest(start)}>
        <${Icon} name="guest" /><span class="wide-only">${say("demo.regular")}</span><span class="narrow-only">${say("demo.regular_short")}</span></button>`)}
      <button type="button" class="text-button text-button--strong" aria-label=${say("demo.new_guest")} onClick=${() => onGuest(null)}>
        <${Icon} name="guest" /><span class="wide-only">${say("demo.new_guest")}</span><span class="narrow-only">${say("demo.new_guest_short")}</span></button>
    </div>
  </header>`;
}

/** @param {{say: import("./texts.js").Say, narrow: boolean, onSay: (text: string) => void}} props */
function Hints({ say, narrow, onSay }) {
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return html`<aside class="hints" aria-label=${say("demo.try")}>
    <span class="hints__title">${say("demo.try")}</span>
    <button type="button" class="hints__say" onClick=${() => onSay(say("demo.step_say"))}>${say("demo.step_say")}</button>
    <span class="hints__then">${say(narrow ? "demo.step_confirm_narrow" : "demo.step_confirm")}</span>
    <button type="button" class="hints__say hints__say--extra" onClick=${() => onSay(say("demo.step_mine"))}>${say("demo.step_mine")}</button>
    <button type="button" class="hints__close" aria-label=${say("demo.hide")} onClick=${() => setShown(false)}><${Icon} name="close" /></button>
  </aside>`;
}

/** @param {{role: Role, shown: Role, unread: number, say: import("./texts.js").Say, onShow: (role: Role) => void}} props */
function Tab({ role, shown, unread, say, onShow }) {
  const selected = role === shown;
  return html`<button type="button" role="tab" id="tab-${role}" class="tab" aria-selected=${selected ? "true" : "false"}
    aria-controls="pane-${role}" tabindex=${selected ? 0 : -1} onClick=${() => onShow(role)}>
    ${say("demo." + role)}
    ${unread > 0 && html`<span class="badge" aria-label=${say("demo.unread", { n: unread })}>${unread > 9 ? "9+" : unread}</span>`}
  </button>`;
}

/** @param {{shown: Role, say: import("./texts.js").Say, onShow: (role: Role) => void}} props */
function Tabs({ shown, say, onShow }) {
  const bar = useRef(null);
  const unread = { member: useStore(chats.member.store).unread, staff: useStore(chats.staff.store).unread };
  const onKeyDown = (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const next = shown === "member" ? "staff" : "member";
    onShow(next);
    bar.current.querySelector(`#tab-${next}`).focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${say("demo.tabs")} ref=${bar} onKeyDown=${onKeyDown}>
    ${ROLES.map((role) => html`<${Tab} key=${role} role=${role} shown=${shown} unread=${unread[role]} say=${say} onShow=${onShow} />`)}
  </div>`;
}

/** @param {{role: Role, shown: boolean, narrow: boolean, say: import("./texts.js").Say}} props */
function Device({ role, shown, narrow, say }) {
  const tab = narrow ? { role: "tabpanel", "aria-labelledby": `tab-${role}` } : {};
  return html`<div class="device device--${role}" id="pane-${role}" hidden=${!shown} ...${tab}>
    <p class="device__title"><strong>${say("demo." + role)}</strong><span>${say(`demo.${role}_note`)}</span></p>
    <div class="device__frame"><${ChatView} chat=${chats[role]} /></div>
  </div>`;
}

function DemoPage() {
  const [language, setLanguage] = useState(firstSpoken);
  const [shown, setShown] = useState(/** @type {Role} */ ("member"));
  const narrow = useNarrow();
  const say = speak(language);

  useEffect(() => pageSpeaks(language, `Meiyue 美约 · ${say("app.tagline")}`), [language]);
  useEffect(() => ROLES.forEach((role) => chats[role].watch(!narrow || role === shown)), [narrow, shown]);

  const switchLanguage = () => {
    const next = otherLanguage(language);
    setLanguage(next);
    ROLES.forEach((role) => void chats[role].speakIn(next));
  };
  const newGuest = (start) => {
    setShown("member");
    void chats.member.startOver(start);
    chats.member.toast(say(start ? "demo.regular_done" : "demo.new_guest_done"));
  };
  const sayIt = (text) => {
    setShown("member");
    chats.member.say(text);
  };
  return html`
    <${TopBar} say=${say} onLanguage=${switchLanguage} onGuest=${newGuest} />
    <${Hints} say=${say} narrow=${narrow} onSay=${sayIt} />
    ${narrow && html`<${Tabs} shown=${shown} say=${say} onShow=${setShown} />`}
    <main class="stage">
      ${ROLES.map((role) => html`<${Device} key=${role} role=${role} narrow=${narrow} shown=${!narrow || role === shown} say=${say} />`)}
    </main>`;
}

render(html`<${DemoPage} />`, document.getElementById("demo"));
ROLES.forEach((role) => void chats[role].open());
fitToKeyboard();
if (start) spendDeepLink();
