package org.parley.core.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Content.Link;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// What a marketer writes once. Texts are Liquid templates over the contact's fields (`first_name`,
/// `last_name`, `country`, `language`, `external_id` and the contact's attributes by name).
///
/// @param version of the JSON form; 2. Version 1 (`text`, `image`, `buttons` at the top) is read
///   and lifted
/// @param content for contacts of whom no better language is known
/// @param locales other wordings by BCP 47 tag (`de`, `de-AT`); at most 50, each with the links of
///   `content`, because clicks are counted by a link's position
public record RichMessage(int version, Content content, Map<String, Content> locales) {

    public static final int VERSION = 2;

    /// A link's index is one byte of its token.
    private static final int MOST_LINKS = 256;

    public RichMessage {
        locales = locales == null ? Map.of() : Map.copyOf(locales);
    }

    public RichMessage(Content content) {
        this(VERSION, content, Map.of());
    }

    /// The picture of version 1.
    ///
    /// @param alt Liquid text
    record FirstImage(URI url, String alt) {}

    @JsonCreator
    static RichMessage read(
            @JsonProperty("version") int version,
            @JsonProperty("content") @Nullable Content content,
            @JsonProperty("locales") @Nullable Map<String, Content> locales,
            @JsonProperty("subject") @Nullable String subject,
            @JsonProperty("text") @Nullable String text,
            @JsonProperty("image") @Nullable FirstImage image,
            @JsonProperty("buttons") @Nullable List<Button> buttons,
            @JsonProperty("templates") @Nullable Map<Channel, ProviderTemplate> templates) {
        boolean first =
                Stream.of(subject, text, image, buttons, templates).anyMatch(it -> it != null);
        if (first && (content != null || locales != null || version == VERSION)) {
            throw new IllegalArgumentException(
                    "In version 2 subject, body, buttons and templates stand inside content");
        }
        if (version == 1) {
            Part body =
                    image == null
                            ? new Part.Text(Absent.orNull(text))
                            : new Part.Image(image.url(), image.alt(), text);
            return new RichMessage(
                    new Content(
                            subject,
                            body,
                            Absent.orNull(buttons),
                            List.of(),
                            Absent.orNull(templates)));
        }
        return new RichMessage(version, Absent.orNull(content), Absent.orNull(locales));
    }

    /// Everything that is wrong with it on whatever channel; empty when it may be stored. Syntax of
    /// the Liquid texts is {@link MessageRenderer}'s to check.
    public List<FieldProblem> problems() {
        return MessageProblems.of(this);
    }

    /// Every address that is opened through a tracked link, by the index in its token: {@link
    /// Content#links}, which is the same for all languages, then what stands in for media where a
    /// channel cannot show them, of all languages, each address once.
    public List<Link> links() {
        List<Link> links = new ArrayList<>(content.links());
        standIns().forEach((_, link) -> links.add(link));
        return links;
    }

    /// Those that a token's index has room for, by address.
    private Map<URI, Link> standIns() {
        Map<URI, Link> links = new LinkedHashMap<>();
        int room = MOST_LINKS - content.links().size();
        Stream.concat(
                        Stream.of(content),
                        locales.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(Map.Entry::getValue))
                .flatMap(wording -> wording.standIns().stream())
                .filter(link -> links.size() < room)
                .forEach(link -> links.putIfAbsent(link.url(), link));
        return links;
    }

    /// The index of every address that stands in for media.
    Map<URI, Integer> standInIndexes() {
        Map<URI, Integer> indexes = new LinkedHashMap<>();
        int first = content.links().size();
        standIns().keySet().forEach(url -> indexes.put(url, first + indexes.size()));
        return indexes;
    }

    /// The wording for a language: that of the exact tag, else of the language without its region,
    /// else the one for everybody.
    ///
    /// @param language BCP 47, with `-` or `_`; null: not known
    public Content in(@Nullable String language) {
        return pick(locales, content, language);
    }

    static <T> T pick(Map<String, T> locales, T otherwise, @Nullable String language) {
        if (language == null || locales.isEmpty()) {
            return otherwise;
        }
        String tag = tag(language);
        T exact = find(locales, tag);
        if (exact != null) {
            return exact;
        }
        int region = tag.indexOf('-');
        T general = region < 0 ? null : find(locales, tag.substring(0, region));
        return general == null ? otherwise : general;
    }

    static String tag(String language) {
        return language.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private static <T> @Nullable T find(Map<String, T> locales, String tag) {
        for (Map.Entry<String, T> each : locales.entrySet()) {
            if (tag(each.getKey()).equals(tag)) {
                return each.getValue();
            }
        }
        return null;
    }
}
