package org.parley.sandbox.email;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mail as its reader sees it: links to click, and a way out.
///
/// @param unsubscribe the https or http address of List-Unsubscribe, when List-Unsubscribe-Post
///   allows one click (RFC 8058)
/// @param pixel the picture of one point, if there is one
record MailView(List<String> links, @Nullable URI unsubscribe, @Nullable URI pixel) {
    private static final Pattern HREF =
            Pattern.compile(
                    "href\\s*=\\s*[\"'](https?://[^\"'\\s]+)[\"']", Pattern.CASE_INSENSITIVE);
    private static final Pattern PIXEL =
            Pattern.compile(
                    "<img\\s+src=\"(https?://[^\"\\s]+)\"[^>]*\\swidth=\"1\"",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]+");
    private static final Pattern HEADER_URL = Pattern.compile("<\\s*(https?://[^>\\s]+)\\s*>");
    private static final int DEEPEST = 8;

    static MailView of(MimeMessage mail) throws MessagingException, IOException {
        URI unsubscribe = unsubscribe(mail);
        List<String> html = new ArrayList<>();
        List<String> text = new ArrayList<>();
        List<String> pixels = new ArrayList<>();
        collect(mail, html, text, pixels, 0);
        List<String> links = html.isEmpty() ? text : html;
        links.removeIf(link -> isWayOut(link, unsubscribe));
        return new MailView(
                List.copyOf(links),
                unsubscribe,
                pixels.isEmpty() ? null : URI.create(pixels.getFirst()));
    }

    private static @Nullable URI unsubscribe(MimeMessage mail) throws MessagingException {
        String[] list = mail.getHeader("List-Unsubscribe");
        String[] post = mail.getHeader("List-Unsubscribe-Post");
        if (list == null || post == null || !post[0].strip().equals("List-Unsubscribe=One-Click")) {
            return null;
        }
        Matcher url = HEADER_URL.matcher(list[0].replaceAll("\\s+", " "));
        try {
            return url.find() ? URI.create(url.group(1)) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static void collect(
            Part part, List<String> html, List<String> text, List<String> pixels, int depth)
            throws MessagingException, IOException {
        if (depth > DEEPEST) {
            return;
        }
        if (part.isMimeType("text/html")) {
            find(HREF, 1, part.getContent().toString(), html);
            find(PIXEL, 1, part.getContent().toString(), pixels);
        } else if (part.isMimeType("text/plain")) {
            find(URL, 0, part.getContent().toString(), text);
        } else if (part.isMimeType("multipart/*")
                && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                collect(child, html, text, pixels, depth + 1);
            }
        }
    }

    private static void find(Pattern pattern, int group, String content, List<String> links) {
        Matcher matcher = pattern.matcher(content);
        while (matcher.find()) {
            links.add(matcher.group(group).replace("&amp;", "&"));
        }
    }

    /// A reader who wants to buy does not press the footer's exit.
    private static boolean isWayOut(String link, @Nullable URI unsubscribe) {
        return link.toLowerCase(Locale.ROOT).contains("unsubscribe")
                || (unsubscribe != null && link.equals(unsubscribe.toString()));
    }
}
