/** Where a person writes: the text field, send, a photo, and the quick keys of their role. */
import { html, useLayoutEffect, useRef, useState } from "./vendor/htm-preact-standalone.js";
import { Icon } from "./icons.js";
import { QUICK_KEYS } from "./quick-keys.js";

const TALLEST_PX = 132;
const IME_KEY_CODE = 229;

/** Grow with the text, up to a few lines. @param {HTMLTextAreaElement} field */
function fit(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, TALLEST_PX)}px`;
}

/** Enter sends, unless an input method is still choosing characters. @param {KeyboardEvent} event */
function sends(event) {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== IME_KEY_CODE;
}

/** @param {string | undefined} kind of the live question @param {string} role @param {import("./texts.js").Say} say */
function placeholder(kind, role, say) {
  if (kind === "phone") return say("composer.phone");
  if (kind === "photo") return say("composer.photo_hint");
  return say(`composer.${role}`);
}

/**
 * @param {{chat: import("./chat.js").Chat, language: string, say: import("./texts.js").Say,
 *   kind: string | undefined, picker: {current: HTMLInputElement | null}}} props
 */
export function Composer({ chat, language, say, kind, picker }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [text, setText] = useState("");
  useLayoutEffect(() => fit(field.current), [text]);

  const send = (event) => {
    event?.preventDefault();
    chat.say(text);
    setText("");
    field.current.focus();
  };
  const onPaste = (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    files.forEach((file) => chat.photo(file));
  };
  const onPick = (event) => {
    [...event.target.files].forEach((file) => chat.photo(file));
    event.target.value = "";
  };

  return html`<form class="composer" onSubmit=${send}>
    <div class="quick" role="group" aria-label=${say("composer.quick")}>
      ${QUICK_KEYS[chat.role].map(({ label, says }) => html`<button type="button" key=${label} class="quick__key"
        onClick=${() => chat.say(says[language])}>${say(label)}</button>`)}
    </div>
    <div class="composer__row">
      <input ref=${picker} type="file" class="visually-hidden" tabindex="-1" aria-hidden="true" multiple
        accept="image/jpeg,image/png,image/webp" onChange=${onPick} />
      <button type="button" class="round-button" aria-label=${say("composer.photo")} onClick=${() => picker.current.click()}>
        <${Icon} name="photo" /></button>
      <textarea ref=${field} rows="1" dir="auto" enterkeyhint="send" value=${text} inputmode=${kind === "phone" ? "tel" : "text"}
        aria-label=${say("composer.label")} placeholder=${placeholder(kind, chat.role, say)}
        onInput=${(event) => setText(event.target.value)} onKeyDown=${(event) => sends(event) && send(event)} onPaste=${onPaste}></textarea>
      <button type="submit" class="round-button round-button--send" aria-label=${say("composer.send")} disabled=${!text.trim()}>
        <${Icon} name="send" /></button>
    </div>
  </form>`;
}
