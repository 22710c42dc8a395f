/**
 * The shapes that travel between the browser and the server, and the state of one pane.
 * Types only: nothing here runs.
 *
 * @typedef {"member" | "staff"} Role
 *
 * @typedef {Object} Option
 * @property {string} button
 * @property {string} label
 * @property {string | null} [hint]
 * @property {"plain" | "primary" | "danger"} [style]
 *
 * @typedef {Object} Screen
 * @property {string} question
 * @property {"menu" | "choice" | "day" | "time" | "confirm" | "text" | "photo" | "phone"} kind
 * @property {string | null} text
 * @property {Option[]} options
 *
 * @typedef {Object} Card
 * @property {string | null} [title]
 * @property {string[]} [lines]
 * @property {string | null} [footer]
 * @property {string | null} [picture]
 * @property {string | null} [qr]
 * @property {{label: string, href: string} | null} [link]
 *
 * @typedef {Object} Attachment
 * @property {string} name
 * @property {string} mime
 * @property {number} size           bytes
 * @property {string} href           a path of our own, fetched with the token
 *
 * @typedef {Object} Message
 * @property {number} id             grows, never repeats
 * @property {string} at             ISO 8601, UTC
 * @property {"bot" | "person" | "me"} by
 * @property {string | null} [key]   the client key of one's own message
 * @property {string | null} [name]  the colleague who wrote it
 * @property {string[]} says
 * @property {Card[]} [cards]
 * @property {Attachment[]} [files]
 * @property {Screen | null} [screen]
 * @property {Option[]} [actions]
 * @property {string | null} [toast]
 * @property {string} [lang]
 *
 * @typedef {{type: "say", key: string, text: string}} SayFrame
 * @typedef {{type: "tap", key: string, button: string, label: string}} TapFrame
 * @typedef {{type: "photo", key: string}} PhotoFrame  sent by upload, never through the socket
 *
 * @typedef {Object} Outgoing        one's own bubble until the server's history holds it
 * @property {string} key
 * @property {SayFrame | TapFrame | PhotoFrame} frame
 * @property {string} text
 * @property {string} at
 * @property {number} after          id of the newest message when it was written
 * @property {"sending" | "sent" | "failed"} state
 *
 * @typedef {"opening" | "online" | "polling" | "waiting" | "refused"} LinkState
 *
 * @typedef {Object} PaneState
 * @property {Message[]} messages    in order of id
 * @property {Outgoing[]} outgoing   in order of writing
 * @property {Record<string, string>} previews  client key → local picture address
 * @property {LinkState} link
 * @property {boolean} loaded        the history has arrived
 * @property {boolean} typing
 * @property {string | null} locked  the button tapped last, until it is answered
 * @property {Record<number, string>} chosen    message id → button tapped on its screen
 * @property {string | null} toast
 * @property {number} unread
 * @property {import("./texts.js").Language} language
 */
export {};
