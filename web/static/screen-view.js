/** The options of a question: a calendar of days, chips of times, a list, a confirmation. */
import { html } from "./vendor/htm-preact-standalone.js";
import { Icon } from "./icons.js";

/** @typedef {import("./types.js").Option} Option */
/**
 * @typedef {{options: Option[], locked: string | null, onTap: (option: Option, byKeyboard: boolean) => void}} Tappable
 */

const SHORT_LABEL = 12;
const PAST_LABELS = 5;

/** @param {Option} option */
const isDated = (option) => /\d/.test(option.label) && option.style !== "danger";

/** @param {{option: Option, look: string, children?: unknown} & Omit<Tappable, "options">} props */
function OptionButton({ option, look, locked, onTap, children }) {
  const tapped = locked === option.button;
  const tap = (event) => !locked && onTap(option, event.detail === 0);
  return html`<button type="button" dir="auto" onClick=${tap} aria-disabled=${locked ? "true" : "false"}
    class="option option--${look} ${option.style === "danger" ? "option--danger" : ""} ${tapped ? "option--tapped" : ""}">
    ${children ?? html`<span class="option__label">${option.label}</span>
      ${option.hint && html`<span class="option__hint">${option.hint}</span>`}`}
  </button>`;
}

/** "周六 11月28日" and "Sat 28 Nov": the weekday stands above the date. @param {Option} option */
function dayParts({ label, hint }) {
  const [weekday, ...date] = label.split(/\s+/);
  return html`<span class="option__weekday">${date.length ? weekday : ""}</span>
    <span class="option__label">${date.length ? date.join(" ") : weekday}</span>
    ${hint && html`<span class="option__hint">${hint}</span>`}`;
}

/** @param {Tappable & {look: string}} props */
function Quiet({ options, look, ...rest }) {
  if (!options.length) return null;
  return html`<div class="options options--flow">
    ${options.map((option) => html`<${OptionButton} key=${option.button} option=${option} look=${look} ...${rest} />`)}
  </div>`;
}

/** Days and times share the grid; what is neither ("later", "anyone") stands quietly below.
 * @param {Tappable & {kind: "day" | "time"}} props
 */
function Grid({ options, kind, ...rest }) {
  return html`
    <div class="options options--${kind}">
      ${options.filter(isDated).map((option) => html`<${OptionButton} key=${option.button} option=${option} look=${kind} ...${rest}>
        ${kind === "day" ? dayParts(option) : null}
      <//>`)}
    </div>
    <${Quiet} options=${options.filter((option) => !isDated(option))} look="quiet" ...${rest} />`;
}

/** @param {Tappable} props */
function Confirm({ options, ...rest }) {
  const primary = options.filter((option) => option.style === "primary");
  const others = options.filter((option) => option.style !== "primary");
  return html`
    <div class="options options--confirm">
      ${primary.map((option) => html`<${OptionButton} key=${option.button} option=${option} look="primary" ...${rest} />`)}
    </div>
    <${Quiet} options=${others} look="quiet" ...${rest} />`;
}

/** Short answers flow as chips; anything with a hint is a list to read. @param {Tappable & {kind: string}} props */
function Choice({ options, kind, ...rest }) {
  const chips = kind !== "menu" && options.every(({ label, hint }) => !hint && label.length <= SHORT_LABEL);
  if (chips) return html`<${Quiet} options=${options} look="chip" ...${rest} />`;
  const asList = options.some((option) => option.hint) || kind !== "menu";
  return html`<div class="options options--${asList ? "list" : "menu"}">
    ${options.map((option) => html`<${OptionButton} key=${option.button} option=${option}
      look=${option.style === "primary" ? "primary" : "row"} ...${rest} />`)}
  </div>`;
}

/** @param {{options: Option[], chosen: string | null, say: import("./texts.js").Say}} props */
function Past({ options, chosen, say }) {
  if (!options.length) return null;
  if (chosen) {
    return html`<p class="screen-past screen-past--chosen"><${Icon} name="check" />
      <span class="visually-hidden">${say("screen.chosen")}</span> ${chosen}</p>`;
  }
  const shown = options.slice(0, PAST_LABELS).map((option) => option.label).join(" · ");
  const more = options.length > PAST_LABELS ? ` ${say("screen.more", { n: options.length })}` : "";
  return html`<p class="screen-past">${shown}${more}</p>`;
}

/**
 * @param {{screen: import("./types.js").Screen, live: boolean, locked: string | null, chosen: string | null,
 *   say: import("./texts.js").Say, onTap: (option: Option, byKeyboard: boolean) => void, onPhoto: () => void}} props
 */
export function ScreenView({ screen, live, locked, chosen, say, onTap, onPhoto }) {
  const { kind, options, text } = screen;
  if (!live) return html`<${Past} options=${options} chosen=${chosen} say=${say} />`;
  if (!options.length && kind !== "photo") return null;
  const tappable = { options, locked, onTap };
  return html`<div class="screen ${locked ? "screen--locked" : ""}" role="group" aria-label=${text || say("screen.options")} data-live>
    ${kind === "photo" && html`<button type="button" class="option option--primary option--photo" onClick=${onPhoto}>
      <${Icon} name="photo" /><span class="option__label">${say("screen.photo")}</span>
    </button>`}
    ${kind === "day" || kind === "time"
      ? html`<${Grid} kind=${kind} ...${tappable} />`
      : kind === "confirm"
        ? html`<${Confirm} ...${tappable} />`
        : html`<${Choice} kind=${kind} ...${tappable} />`}
  </div>`;
}
