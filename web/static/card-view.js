/** One card: a picture, a few lines, a code to scan, a link. */
import { html } from "./vendor/htm-preact-standalone.js";
import { Icon } from "./icons.js";
import { safeHref, safePicture, withLinks } from "./rich-text.js";

/**
 * @param {{card: import("./types.js").Card, say: import("./texts.js").Say,
 *   onPicture: (picture: {source: string, label: string, qr: boolean}) => void}} props
 */
export function CardView({ card, say, onPicture }) {
  const picture = safePicture(card.picture);
  const qr = safePicture(card.qr);
  const href = safeHref(card.link?.href);
  const show = (source, kind, isQr) => () => onPicture({ source, label: card.title || say(kind), qr: isQr });
  const worded = Boolean(card.title || card.lines?.length || card.footer);
  return html`<article class="card ${qr && worded ? "card--beside" : ""}">
    ${picture && html`<button type="button" class="card__picture" aria-label=${say("card.picture")} onClick=${show(picture, "card.picture", false)}>
      <img src=${picture} alt=${card.title ?? ""} loading="lazy" />
    </button>`}
    ${worded && html`<div class="card__body">
      ${card.title && html`<h3 class="card__title" dir="auto">${card.title}</h3>`}
      ${card.lines?.map((line, index) => html`<p key=${index} class="card__line" dir="auto">${withLinks(line)}</p>`)}
      ${card.footer && html`<p class="card__footer" dir="auto">${withLinks(card.footer)}</p>`}
    </div>`}
    ${qr && html`<button type="button" class="card__qr" aria-label=${say("card.qr")} onClick=${show(qr, "card.qr", true)}>
      <img src=${qr} alt="" />
    </button>`}
    ${href && html`<a class="card__link" href=${href} target="_blank" rel="noopener noreferrer">
      <span>${card.link.label}</span><${Icon} name="arrow" />
    </a>`}
  </article>`;
}
