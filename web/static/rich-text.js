/** Text as people wrote it, with web addresses made into links. Never HTML. */
import { html } from "./vendor/htm-preact-standalone.js";

/** Chinese is written without spaces, so an address ends where Chinese begins. */
const ADDRESS = /https?:\/\/[^\s<>"'\u2018-\u201d\u2e80-\u9fff\uff00-\uffef]+/g;
const TRAILING = /[.,;:!?)\]}]+$/;

/** @param {string} text @returns {URL | null} only addresses a browser may safely open */
function webAddress(text) {
  try {
    const address = new URL(text);
    return ["http:", "https:"].includes(address.protocol) ? address : null;
  } catch {
    return null;
  }
}

/** @param {string} text @returns {unknown[]} strings and links, in order */
export function withLinks(text) {
  const parts = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const shown = found.replace(TRAILING, "");
    const address = webAddress(shown);
    if (!address) continue;
    parts.push(text.slice(done, index));
    parts.push(html`<a href=${address.href} target="_blank" rel="noopener noreferrer nofollow">${shown}</a>`);
    done = index + shown.length;
  }
  parts.push(text.slice(done));
  return parts;
}

/** @param {string | null | undefined} source @returns {string | null} a picture of our own server, or inline */
export function safePicture(source) {
  if (!source) return null;
  return /^(\/(?!\/)|data:image\/(png|jpeg|webp|svg\+xml)[;,]|blob:)/.test(source) ? source : null;
}

/** @param {string | null | undefined} href @returns {string | null} a page, a path of our own, or a phone number */
export function safeHref(href) {
  if (!href) return null;
  if (/^(\/(?!\/)|tel:)/.test(href)) return href;
  return webAddress(href)?.href ?? null;
}
