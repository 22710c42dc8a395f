/** One message of the log: paragraphs, cards, the options of its screen, its long-lived buttons. */
import { html } from "./vendor/htm-preact-standalone.js";
import { CardView } from "./card-view.js";
import { clockTime } from "./dates.js";
import { FilesView } from "./file-view.js";
import { Icon } from "./icons.js";
import { withLinks } from "./rich-text.js";
import { ScreenView } from "./screen-view.js";
import { HTML_LANG } from "./texts.js";

/** @typedef {import("./types.js").Message} Message */

/** @param {{delivery: string | null, say: import("./texts.js").Say, onRetry: () => void}} props */
function Delivery({ delivery, say, onRetry }) {
  if (delivery === "failed") {
    return html`<button type="button" class="retry" onClick=${onRetry}>
      <${Icon} name="retry" /><span>${say("bubble.failed")} · ${say("bubble.retry")}</span></button>`;
  }
  const sending = delivery === "sending";
  const label = say(sending ? "bubble.sending" : "bubble.sent");
  return html`<span class="tick" role="img" aria-label=${label}><${Icon} name=${sending ? "clock" : "check"} /></span>`;
}

/** The question stands next to its options, below the facts it is about, unless it was already said. @param {Message} message */
function question({ says, screen }) {
  return screen?.text && says.at(-1) !== screen.text ? [screen.text] : [];
}

/** What is about to be confirmed is worth reading twice: it stands on paper. @param {Message} message @param {string} text */
const isSummary = ({ screen }, text) => screen?.kind === "confirm" && screen.text === text;

/** @param {{message: Message, texts: string[]}} props */
function Paragraphs({ message, texts }) {
  return texts.map((text, index) => html`<p key=${index} dir="auto"
    class="bubble ${isSummary(message, text) ? "bubble--summary" : ""}">${withLinks(text)}</p>`);
}

/** @param {{message: Message, locked: string | null, onTap: Function}} props */
function Actions({ message, locked, onTap }) {
  return html`<div class="actions" role="group">
    ${message.actions.map((action) => html`<button type="button" key=${action.button} onClick=${() => locked !== action.button && onTap(action)}
      class="action action--${action.style ?? "plain"}" aria-pressed=${locked === action.button ? "true" : "false"}>${action.label}</button>`)}
  </div>`;
}

/** @param {{message: Message, preview: string | undefined, say: import("./texts.js").Say, onPicture: Function}} props */
function Cards({ message, preview, say, onPicture }) {
  const cards = message.cards ?? [];
  if (preview && message.by === "me") {
    const open = () => onPicture({ source: preview, label: say("bubble.photo"), qr: false });
    return html`<button type="button" class="own-photo" onClick=${open} aria-label=${say("card.picture")}>
      <img src=${preview} alt=${say("bubble.photo")} /></button>`;
  }
  if (!cards.length) return null;
  return html`<div class="cards">
    ${cards.map((card, index) => html`<${CardView} key=${index} card=${card} say=${say} onPicture=${onPicture} />`)}
  </div>`;
}

/**
 * @param {{row: import("./timeline.js").Row & {kind: "message"}, live: boolean, locked: string | null,
 *   chosen: string | null, preview?: string, language: import("./texts.js").Language,
 *   say: import("./texts.js").Say, onTap: Function, onRetry: Function, onPhoto: Function, onPicture: Function, onFile: Function}} props
 */
export function MessageView({ row, live, locked, chosen, preview, language, say, onTap, onRetry, onPhoto, onPicture, onFile }) {
  const { message, delivery, first, last, timed, at } = row;
  const author = message.by === "person" ? (message.name ?? say("log.person")) : null;
  return html`<li class="message message--${message.by} ${first ? "message--first" : ""} ${last ? "message--last" : ""}"
    data-id=${delivery ? undefined : message.id} data-key=${message.key ?? undefined} lang=${HTML_LANG[message.lang] ?? undefined}>
    ${first && author && html`<p class="author">${author}</p>`}
    ${message.by === "me" && html`<span class="visually-hidden">${say("log.me")}</span>`}
    <${Paragraphs} message=${message} texts=${message.says} />
    <${Cards} message=${message} preview=${preview} say=${say} onPicture=${onPicture} />
    ${message.files?.length > 0 && html`<${FilesView} files=${message.files} say=${say} onFile=${onFile} />`}
    ${message.actions?.length > 0 && html`<${Actions} message=${message} locked=${locked} onTap=${onTap} />`}
    <${Paragraphs} message=${message} texts=${question(message)} />
    ${message.screen && html`<${ScreenView} screen=${message.screen} live=${live} locked=${locked} chosen=${chosen}
      say=${say} onTap=${onTap} onPhoto=${onPhoto} />`}
    ${timed && html`<p class="meta">
      <time datetime=${message.at}>${clockTime(at, language)}</time>
      ${delivery && html`<${Delivery} delivery=${delivery} say=${say} onRetry=${() => onRetry(message.key)} />`}
    </p>`}
  </li>`;
}
