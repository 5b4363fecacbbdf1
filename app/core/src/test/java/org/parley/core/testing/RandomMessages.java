package org.parley.core.testing;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import org.parley.core.content.PartKind;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.QuickReply;
import org.parley.core.content.RichMessage;
import org.parley.core.kernel.Channel;

/// Messages that may be stored, as odd as the rules allow. The same seed writes the same messages.
public final class RandomMessages {

    private static final String[] LETTERS = {
        "a", "e", "r", " ", "\u00e4", "\u4e2d", "<", "&", "\"", "\\", "{", "\ud83c\udf81", "1", "."
    };
    private static final int[] LENGTHS = {1, 15, 19, 24, 60, 100};
    private static final int[] LONG = {20, 150, 240, 260, 500, 600, 1_000, 1_100, 4_000, 7_000};

    private final Random random;
    private int payloads;
    private int links;

    public RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    /// @param templates channels that want one; a message has it three times out of four
    public RichMessage next(Channel... templates) {
        payloads = 0;
        links = 0;
        Content content = content(templates);
        Map<String, Content> locales = new TreeMap<>();
        if (random.nextInt(4) == 0) {
            locales.put("de", content);
        }
        return new RichMessage(RichMessage.VERSION, content, locales);
    }

    public Content content(Channel... templates) {
        Map<Channel, ProviderTemplate> approved = new TreeMap<>();
        Part body = body();
        for (Channel channel : templates) {
            if (random.nextInt(4) > 0) {
                approved.put(channel, template(body));
            }
        }
        return new Content(
                random.nextInt(5) == 0 ? null : line(200),
                body,
                many(4, _ -> button()),
                random.nextInt(3) > 0
                        ? List.of()
                        : many(14, _ -> new QuickReply(line(100), payload())),
                approved);
    }

    private Part body() {
        PartKind[] kinds = PartKind.values();
        return switch (kinds[random.nextInt(kinds.length)]) {
            case TEXT -> new Part.Text(text());
            case IMAGE -> image(maybe(text()));
            case VIDEO -> video(maybe(text()));
            case AUDIO ->
                    new Part.Audio(
                            address("mp3"), maybe(text()), maybe(size()), maybe(30), fallback());
            case FILE -> file(maybe(text()));
            case LOCATION ->
                    new Part.Location(
                            random.nextDouble(-90, 90),
                            random.nextDouble(-180, 180),
                            maybe(line(100)),
                            maybe(line(200)),
                            fallback());
            case CONTACT -> new Part.Contact(line(100), "+436641234567", fallback());
            case CARD -> card(random.nextInt(3) == 0 ? 2_000 : 120);
            case CAROUSEL -> {
                int most = random.nextInt(3) == 0 ? 2_000 : 120;
                yield new Part.Carousel(maybe(text()), some(10, _ -> card(most)), fallback());
            }
            case LIST -> list();
            case PRODUCT ->
                    new Part.Product(
                            maybe(text()),
                            "shop",
                            "p" + random.nextInt(99),
                            maybe(page()),
                            fallback());
            case PRODUCT_LIST ->
                    new Part.ProductList(
                            line(60),
                            text(),
                            "shop",
                            some(3, _ -> new Part.ProductSection(line(24), some(8, i -> "p" + i))),
                            fallback());
            case CATALOGUE -> new Part.Catalogue(text(), maybe("p1"), fallback());
        };
    }

    private Part.ListMenu list() {
        int sections = random.nextInt(1, 4);
        List<Part.Section> all = new ArrayList<>();
        for (int i = 0; i < sections; i++) {
            all.add(
                    new Part.Section(
                            sections > 1 || random.nextBoolean() ? line(30) : null,
                            some(8, _ -> new Part.Row(line(100), maybe(line(100)), payload()))));
        }
        return new Part.ListMenu(text(), line(20), all, fallback());
    }

    private Part.Card card(int most) {
        Part.Media media =
                switch (random.nextInt(4)) {
                    case 0 -> null;
                    case 1 -> video(null);
                    default -> image(null);
                };
        boolean titled = random.nextBoolean();
        return new Part.Card(
                media,
                titled ? line(60) : null,
                titled && random.nextBoolean() ? null : string(random.nextInt(1, most)),
                many(3, _ -> button()),
                random.nextInt(6) == 0 ? text() : null);
    }

    private Part.Image image(String text) {
        return new Part.Image(
                address(random.nextInt(4) == 0 ? "webp" : "png"),
                line(60),
                text,
                maybe(size()),
                fallback());
    }

    private Part.Video video(String text) {
        return new Part.Video(
                address("mp4"),
                text,
                maybe(address("jpg")),
                random.nextInt(3) == 0 ? null : size(),
                maybe(random.nextInt(1, 400)),
                fallback());
    }

    private Part.File file(String text) {
        return new Part.File(address("pdf"), line(30), text, maybe(size()), fallback());
    }

    private Button button() {
        return switch (random.nextInt(12)) {
            case 0 -> new Button.Call(line(20), "+436641234567");
            case 1 -> new Button.LocationRequest(line(20));
            case 2 -> new Button.ShareContact(line(20));
            case 3 -> new Button.CopyCode(line(20), "SAVE" + random.nextInt(10));
            case 4 -> new Button.ProductPage(line(20), "shop", "p1", page());
            case 5 ->
                    new Button.Form(
                            line(20),
                            random.nextBoolean() ? Map.of() : Map.of(new Channel("whatsapp"), "77"),
                            page());
            case 6, 7, 8 -> new Button.Url(line(100), page());
            default -> new Button.Reply(line(100), payload());
        };
    }

    private ProviderTemplate template(Part body) {
        List<List<String>> cards =
                body instanceof Part.Carousel carousel
                        ? carousel.cards().stream().map(_ -> List.of(line(40))).toList()
                        : List.of();
        return new ProviderTemplate(
                "spring",
                "en",
                List.of(string(60), string(random.nextInt(1, 1_024))),
                List.of(),
                maybe(line(30)),
                cards,
                random.nextInt(8) == 0 ? Instant.EPOCH : null);
    }

    private String payload() {
        String unique = "P" + payloads++;
        return unique + (random.nextInt(6) == 0 ? "x".repeat(random.nextInt(250)) : "");
    }

    private URI page() {
        return URI.create("https://shop.example/" + links++);
    }

    private URI address(String ending) {
        return URI.create(
                "https://shop.example/m"
                        + random.nextInt(99)
                        + (random.nextInt(5) == 0 ? "" : "." + ending)
                        + (random.nextInt(8) == 0 ? "?v=1" : ""));
    }

    private Long size() {
        return random.nextLong(1, 30_000_000);
    }

    private String fallback() {
        return random.nextInt(3) == 0 ? text() : null;
    }

    private <T> T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    private <T> List<T> many(int below, IntFunction<T> each) {
        List<T> all = new ArrayList<>();
        for (int i = random.nextInt(below); i > 0; i--) {
            all.add(each.apply(i));
        }
        return all;
    }

    private <T> List<T> some(int most, IntFunction<T> each) {
        List<T> all = many(most, each);
        all.add(each.apply(0));
        return all;
    }

    private String text() {
        String text = string(LONG[random.nextInt(LONG.length)]);
        return random.nextInt(3) == 0 ? "Hi {{ first_name }}\n" + limited(text, 6_900) : text;
    }

    private String line(int most) {
        return string(Math.min(most, LENGTHS[random.nextInt(LENGTHS.length)]));
    }

    private static String limited(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /// Never two braces, which would begin a template.
    private String string(int length) {
        StringBuilder text = new StringBuilder("T");
        while (text.length() < length) {
            String letter = LETTERS[random.nextInt(LETTERS.length)];
            boolean brace = letter.equals("{") && text.charAt(text.length() - 1) == '{';
            text.append(brace ? "b" : letter);
        }
        String whole =
                text.length() > length ? text.substring(0, Math.max(1, length)) : text.toString();
        // no half of a pair at the end
        return Character.isHighSurrogate(whole.charAt(whole.length() - 1))
                ? whole.substring(0, whole.length() - 1) + "z"
                : whole;
    }
}
