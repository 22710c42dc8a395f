/** The member's page: one chat, the whole screen. */
import { html } from "./vendor/htm-preact-standalone.js";
import { mountChat } from "./chat-view.js";
import { Chat } from "./chat.js";
import { loadConfig } from "./config.js";
import { fitToKeyboard, otherLanguage, pageSpeaks, readAddress, spendDeepLink } from "./page.js";
import { speak } from "./texts.js";

const { language, start } = readAddress();
const config = await loadConfig();
const chat = new Chat({ role: "member", language, config, start });

/** @param {import("./texts.js").Language} spoken */
function title(spoken) {
  return `${config.salon[spoken] ?? speak(spoken)("app.salon")} · ${speak(spoken)("app.name")}`;
}

/** @param {import("./texts.js").Language} wanted */
function switchTo(wanted) {
  pageSpeaks(wanted, title(wanted));
  void chat.speakIn(wanted);
}

pageSpeaks(language, title(language));
mountChat(chat, document.getElementById("chat"), (say, spoken) => html`<button type="button" class="text-button"
  aria-label=${say("language.switch_label")} onClick=${() => switchTo(otherLanguage(spoken))}>${say("language.switch")}</button>`);
fitToKeyboard();
if (start) spendDeepLink();
