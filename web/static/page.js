/** What both pages share: the address they were opened with and the language they speak. */
import { recall, remember } from "./memory.js";
import { HTML_LANG, firstLanguage } from "./texts.js";

const LANGUAGE = "meiyue.language";

/** @returns {{language: import("./texts.js").Language, start: string | null}} */
export function readAddress() {
  const asked = new URLSearchParams(location.search);
  return { language: firstLanguage(asked.get("lang"), recall(LANGUAGE)), start: asked.get("start") };
}

/** A deep link counts once: reloading the page must not say it again. */
export function spendDeepLink() {
  const address = new URL(location.href);
  address.searchParams.delete("start");
  history.replaceState(null, "", address);
}

/** @param {import("./texts.js").Language} language @param {string} title */
export function pageSpeaks(language, title) {
  remember(LANGUAGE, language);
  document.documentElement.lang = HTML_LANG[language];
  document.title = title;
}

/**
 * On-screen keyboards of some phones cover the page instead of shrinking it: keep the composer
 * above them by following the part of the page that can be seen.
 */
export function fitToKeyboard() {
  const view = window.visualViewport;
  view?.addEventListener("resize", () => {
    if (view.scale !== 1) return;
    document.documentElement.style.setProperty("--page-height", `${view.height}px`);
    window.scrollTo(0, 0);
  });
}

/** @param {import("./texts.js").Language} language @returns {import("./texts.js").Language} */
export const otherLanguage = (language) => (language === "en" ? "zh_CN" : "en");
