/** Files that came with a message: a button each, which saves the file under its name. */
import { html } from "./vendor/htm-preact-standalone.js";
import { Icon } from "./icons.js";

/** @param {number} bytes @returns {string} in the unit a person would use */
export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 2 ** 20 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

/** Hand a file to the browser as a download. @param {Blob} content @param {string} name */
export function saveAs(content, name) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** @param {{files: import("./types.js").Attachment[], say: import("./texts.js").Say, onFile: Function}} props */
export function FilesView({ files, say, onFile }) {
  return html`<div class="files">
    ${files.map((file) => html`<button type="button" key=${file.href} class="file" onClick=${() => onFile(file)}
      aria-label=${say("file.save", { name: file.name })}>
      <${Icon} name="file" /><span class="file__name" dir="auto">${file.name}</span>
      <span class="file__size">${sizeOf(file.size)}</span></button>`)}
  </div>`;
}
