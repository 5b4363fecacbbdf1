package org.parley.channels.email;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;

/// The HTML part: one column of at most 600 pixels, styles inline and tables for layout, because
/// mail programs know little else. Everything that comes from the message is escaped.
final class Html {

    private static final String FONT =
            "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

    private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*\\R");
    private static final Pattern BREAK = Pattern.compile("\\R");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"']+");

    private final StringBuilder html = new StringBuilder(3_000);

    private Html() {}

    /// @param pixel null: nobody shall know who opens it
    static String of(Content content, @Nullable URI unsubscribe, @Nullable URI pixel) {
        Html page = new Html();
        page.page(content, unsubscribe, pixel);
        return page.html.toString();
    }

    private void page(Content content, @Nullable URI unsubscribe, @Nullable URI pixel) {
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
        body(content.body());
        buttons(content.buttons());
        html.append("<tr><td style=\"padding:0 28px 16px;\"></td></tr>\n</table>\n");
        if (unsubscribe != null) {
            html.append("<p style=\"margin:16px 0 0;")
                    .append(FONT)
                    .append("font-size:12px;line-height:18px;color:#52606d;\"><a href=\"")
                    .append(escape(unsubscribe.toASCIIString()))
                    .append("\" style=\"color:#52606d;\">Unsubscribe</a></p>\n");
        }
        html.append("</td></tr></table>\n");
        if (pixel != null) {
            html.append("<img src=\"")
                    .append(escape(pixel.toASCIIString()))
                    .append("\" alt=\"\" width=\"1\" height=\"1\" style=\"display:block;")
                    .append("width:1px;height:1px;border:0;\">\n");
        }
        html.append("</body></html>\n");
    }

    private void body(Part body) {
        switch (body) {
            case Part.Text(var text) -> text(null, text);
            case Part.Image image -> {
                picture(image);
                text(null, image.text());
            }
            case Part.Card card -> card(card);
            case Part.Carousel(var text, var cards, _) -> {
                text(null, text);
                cards.forEach(this::card);
            }
            case Part.Video _,
                    Part.Audio _,
                    Part.File _,
                    Part.Location _,
                    Part.Contact _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    throw new IllegalStateException("Not declared for e-mail: " + body.kind());
        }
    }

    private void card(Part.Card card) {
        Part.Media media = card.media();
        if (media instanceof Part.Image image) {
            picture(image);
        }
        text(card.title(), card.text());
        if (media != null && !(media instanceof Part.Image)) {
            String name = media instanceof Part.File file ? file.name() : "\u25b6";
            link(name, media.url().toASCIIString());
        }
        buttons(card.buttons());
    }

    private void picture(Part.Image image) {
        html.append("<tr><td><img src=\"")
                .append(escape(image.url().toASCIIString()))
                .append("\" alt=\"")
                .append(escape(image.alt()))
                .append("\" width=\"600\" style=\"display:block;width:100%;height:auto;border:0;")
                .append("border-radius:8px 8px 0 0;\"></td></tr>\n");
    }

    private void text(@Nullable String title, @Nullable String text) {
        if (title == null && text == null) {
            return;
        }
        html.append("<tr><td style=\"padding:24px 28px 8px;")
                .append(FONT)
                .append("font-size:16px;line-height:24px;color:#1f2933;\">\n");
        if (title != null) {
            html.append("<p style=\"margin:0 0 8px;font-weight:600;\">")
                    .append(escape(title))
                    .append("</p>\n");
        }
        if (text != null) {
            for (String paragraph : PARAGRAPH.split(text.strip(), -1)) {
                html.append("<p style=\"margin:0 0 16px;\">")
                        .append(BREAK.matcher(linked(paragraph.strip())).replaceAll("<br>\n"))
                        .append("</p>\n");
            }
        }
        html.append("</td></tr>\n");
    }

    private void buttons(List<Button> buttons) {
        for (Button button : buttons) {
            switch (button) {
                case Button.Url(var label, var url) -> link(label, url.toASCIIString());
                case Button.Call(var label, var phone) -> link(label, "tel:" + phone);
                case Button.Reply _,
                        Button.LocationRequest _,
                        Button.ShareContact _,
                        Button.CopyCode _,
                        Button.ProductPage _,
                        Button.Form _ ->
                        throw new IllegalStateException(
                                "Not declared for e-mail: " + button.kind());
            }
        }
    }

    private void link(String label, String address) {
        html.append("<tr><td style=\"padding:0 28px 16px;\"><a href=\"")
                .append(escape(address))
                .append("\" style=\"display:inline-block;padding:12px 22px;")
                .append("background:#2f6fed;border-radius:6px;color:#ffffff;")
                .append(FONT)
                .append("font-size:16px;font-weight:600;text-decoration:none;\">")
                .append(escape(label))
                .append("</a></td></tr>\n");
    }

    /// Escaped, with what looks like an address made one.
    private static String linked(String text) {
        Matcher address = ADDRESS.matcher(text);
        StringBuilder linked = new StringBuilder(text.length() + 16);
        int done = 0;
        while (address.find()) {
            String found = escape(address.group());
            linked.append(escape(text.substring(done, address.start())))
                    .append("<a href=\"")
                    .append(found)
                    .append("\" style=\"color:#2f6fed;\">")
                    .append(found)
                    .append("</a>");
            done = address.end();
        }
        return linked.append(escape(text.substring(done))).toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
