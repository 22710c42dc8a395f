/** Line icons, drawn in the colour of the text around them and silent to screen readers. */
import { html } from "./vendor/htm-preact-standalone.js";

const PATHS = {
  send: "M5 12h13M12.5 6l6 6-6 6",
  photo: "M4 8.5A1.5 1.5 0 0 1 5.5 7h2L9 5h6l1.5 2h2A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM12 16a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z",
  check: "M5.5 12.5l4 4 9-9.5",
  clock: "M12 7.5V12l3 2M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z",
  retry: "M18.5 9A7 7 0 1 0 19 13.5M18.5 4.5V9H14",
  down: "M12 5.5v13M6.5 13l5.5 5.5L17.500 13",
  up: "M12 18.500v-13M6.5 11L12 5.5l5.5 5.5",
  close: "M7 7l10 10M17 7L7 17",
  file: "M7 4h7l4 4v12H7zM14 4v4h4M12.500 11v5M10 13.800l2.500 2.500 2.500-2.500",
  arrow: "M9.500 6.5L15 12l-5.5 5.5",
  guest: "M12 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM5 19.5c.8-3.400 3.600-5 7-5s6.200 1.600 7 5",
  globe: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM4 12h16M12 4c2.200 2.300 3.200 5 3.200 8s-1 5.700-3.200 8c-2.200-2.300-3.200-5-3.200-8s1-5.700 3.200-8z",
};

/** @param {{name: keyof typeof PATHS}} props */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]} />
  </svg>`;
}

/** The house mark: a petal pair, used where other chats put an avatar. */
export function Mark() {
  return html`<svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <path class="mark__petal" d="M20 33C10 28 8.500 17 14 8.500c5 4 7.500 10.500 6 24.500z" />
    <path class="mark__petal mark__petal--light" d="M20 33c10-5 11.500-16 6-24.500-5 4-7.500 10.500-6 24.500z" />
  </svg>`;
}
