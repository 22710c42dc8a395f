/** Days and times of the log, in the reader's own time zone. */

const LOCALES = { zh_CN: "zh-CN", en: "en-GB" };

/** @param {Date} at @param {import("./texts.js").Language} language */
export function clockTime(at, language) {
  return at.toLocaleTimeString(LOCALES[language], { hour: "2-digit", minute: "2-digit", hour12: false });
}

/**
 * @param {Date} at
 * @param {import("./texts.js").Language} language
 * @param {import("./texts.js").Say} say
 */
export function dayName(at, language, say) {
  const today = new Date();
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  if (at.toDateString() === today.toDateString()) return say("log.today");
  if (at.toDateString() === yesterday.toDateString()) return say("log.yesterday");
  const year = at.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return at.toLocaleDateString(LOCALES[language], { year, month: "long", day: "numeric", weekday: "short" });
}
