package org.parley.channels.email;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RenderedMessage.Link;
import org.parley.core.content.RichMessage.Image;

/// The HTML part: one column of at most 600 pixels, styles inline and tables for layout, because
/// mail programs know little else. Everything that comes from the message is escaped.
final class Html {

    private static final String FONT =
            "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

    private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*\\R");

    private Html() {}

    static String of(RenderedMessage content, @Nullable URI unsubscribe) {
        StringBuilder html = new StringBuilder(2_000 + content.text().length());
        html.append("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .append("<title>")
                .append(escape(content.subject() == null ? "" : content.subject()))
                .append(
                        "</title></head>\n<body style=\"margin:0;padding:0;background:#f4f5f7;\">\n")
                .append("<table role=\"presentation\" width=\"100%\" cellspacing=\"0\"")
                .append(
                        " cellpadding=\"0\"><tr><td align=\"center\" style=\"padding:24px 12px;\">\n")
                .append("<table role=\"presentation\" width=\"100%\" cellspacing=\"0\"")
                .append(" cellpadding=\"0\" style=\"max-width:600px;background:#ffffff;")
                .append("border-radius:8px;\">\n");
        Image image = content.image();
        if (image != null) {
            html.append("<tr><td><img src=\"")
                    .append(escape(image.url().toASCIIString()))
                    .append("\" alt=\"")
                    .append(escape(image.alt()))
                    .append(
                            "\" width=\"600\" style=\"display:block;width:100%;height:auto;border:0;")
                    .append("border-radius:8px 8px 0 0;\"></td></tr>\n");
        }
        html.append("<tr><td style=\"padding:24px 28px 8px;")
                .append(FONT)
                .append("font-size:16px;line-height:24px;color:#1f2933;\">\n");
        for (String paragraph : PARAGRAPH.split(content.text().strip(), -1)) {
            html.append("<p style=\"margin:0 0 16px;\">")
                    .append(escape(paragraph.strip()).replaceAll("\\R", "<br>\n"))
                    .append("</p>\n");
        }
        html.append("</td></tr>\n");
        for (RenderedMessage.Button button : content.buttons()) {
            if (button instanceof Link(String label, URI url)) {
                html.append("<tr><td style=\"padding:0 28px 16px;\"><a href=\"")
                        .append(escape(url.toASCIIString()))
                        .append("\" style=\"display:inline-block;padding:12px 22px;")
                        .append("background:#2f6fed;border-radius:6px;color:#ffffff;")
                        .append(FONT)
                        .append("font-size:16px;font-weight:600;text-decoration:none;\">")
                        .append(escape(label))
                        .append("</a></td></tr>\n");
            }
        }
        html.append("<tr><td style=\"padding:0 28px 16px;\"></td></tr>\n</table>\n");
        if (unsubscribe != null) {
            html.append("<p style=\"margin:16px 0 0;")
                    .append(FONT)
                    .append("font-size:12px;line-height:18px;color:#52606d;\"><a href=\"")
                    .append(escape(unsubscribe.toASCIIString()))
                    .append("\" style=\"color:#52606d;\">Unsubscribe</a></p>\n");
        }
        return html.append("</td></tr></table>\n</body></html>\n").toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
