/** A sentence that shows for a moment and leaves by itself. */
import { html, useEffect } from "./vendor/htm-preact-standalone.js";

const SHOWN_MS = 5000;

/** @param {{text: string | null, onDone: () => void}} props */
export function ToastView({ text, onDone }) {
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(onDone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return html`<div class="toasts" role="status" aria-live="polite">${text && html`<p class="toast" dir="auto">${text}</p>`}</div>`;
}
