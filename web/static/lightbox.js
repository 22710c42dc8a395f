/** A picture or QR code, large enough to scan across a counter. */
import { html, useEffect, useRef } from "./vendor/htm-preact-standalone.js";
import { Icon } from "./icons.js";

/** @param {{picture: {source: string, label: string, qr: boolean} | null, onClose: () => void, say: import("./texts.js").Say}} props */
export function Lightbox({ picture, onClose, say }) {
  const dialog = useRef(null);
  useEffect(() => {
    if (picture && !dialog.current.open) dialog.current.showModal();
  }, [picture]);
  return html`<dialog class="lightbox" ref=${dialog} onClose=${onClose} onClick=${() => dialog.current.close()}
    aria-label=${picture?.label ?? ""}>
    ${picture && html`<img class=${picture.qr ? "lightbox__qr" : "lightbox__picture"} src=${picture.source} alt=${picture.label} />`}
    <button type="button" class="round-button lightbox__close" aria-label=${say("lightbox.close")}><${Icon} name="close" /></button>
  </dialog>`;
}
