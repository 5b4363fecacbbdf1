package org.parley.server.unsubscribe;

import org.springframework.web.util.HtmlUtils;

/// The page behind an unsubscribe link: no script, nothing loaded, readable in light and dark.
final class UnsubscribePage {

    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <style>
            :root { --ground: #f4f3ef; --card: #fff; --ink: #1d1d1b; --soft: #5c5b57; --act: #14532d; --on-act: #fff; --line: #dddbd3 }
            @media (prefers-color-scheme: dark) {
              :root { --ground: #161614; --card: #21211f; --ink: #f1f0eb; --soft: #b3b1a9; --act: #86d7a4; --on-act: #10251a; --line: #3a3935 }
            }
            * { box-sizing: border-box }
            body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
              background: var(--ground); color: var(--ink); font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif }
            main { width: 100%; max-width: 27rem; padding: 2.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px }
            h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance }
            p { margin: 0; color: var(--soft) }
            form { margin: 1.75rem 0 0 }
            button { width: 100%; min-height: 3rem; border: 0; border-radius: 9px; background: var(--act); color: var(--on-act);
              font: inherit; font-weight: 600; cursor: pointer }
            button:hover { filter: brightness(1.08) }
            button:focus-visible { outline: 3px solid var(--act); outline-offset: 3px }
            </style>
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            {body}
            </main>
            </body>
            </html>
            """;

    private UnsubscribePage() {}

    static String question() {
        return page(
                "Stop marketing messages?",
                """
                <p>One tap, and we will not send you marketing messages on this channel any more. Messages about your own
                orders still arrive.</p>
                <form method="post">
                <input type="hidden" name="List-Unsubscribe" value="One-Click">
                <button type="submit">Stop marketing messages</button>
                </form>\
                """);
    }

    /// @param channel by name; shown, hence escaped
    static String done(String channel) {
        return page(
                "You are unsubscribed",
                "<p role=\"status\">We will not send you marketing messages on "
                        + HtmlUtils.htmlEscape(channel)
                        + " any more. You can close this page.</p>");
    }

    static String unknown() {
        return page(
                "This link does not work",
                "<p>It is incomplete or too old. Reply STOP to any of our messages instead.</p>");
    }

    private static String page(String title, String body) {
        return FRAME.replace("{title}", title).replace("{body}", body);
    }
}
