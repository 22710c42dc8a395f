/**
 * The quick keys above each composer: what they are called and what they say to the bot.
 * @type {Record<"member" | "staff", {label: string, says: Record<string, string>}[]>}
 */
export const QUICK_KEYS = {
  member: [
    { label: "quick.menu", says: { zh_CN: "菜单", en: "menu" } },
    { label: "quick.person", says: { zh_CN: "人工", en: "human" } },
  ],
  staff: [
    { label: "quick.today", says: { zh_CN: "/today", en: "/today" } },
    { label: "quick.agenda", says: { zh_CN: "/agenda", en: "/agenda" } },
  ],
};
