package org.parley.channels.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.parley.channels.Samples;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.content.Part;
import org.parley.core.content.RenderedMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Payloads compared field by field.
public final class Json {

    public static final Part.Audio SOUND =
            new Part.Audio(URI.create("https://shop.example/spring.m4a"), null, 90_000L, 12, null);
    public static final Part.Video SILENT_FILM =
            new Part.Video(
                    URI.create("https://shop.example/spring.mp4"),
                    null,
                    URI.create("https://shop.example/spring.jpg"),
                    900_000L,
                    12,
                    null);
    public static final Part.Carousel CARDS =
            new Part.Carousel(
                    null,
                    List.of(
                            Samples.card("Tee", "9.90", Samples.SHOP),
                            Samples.card("Cap", "4.90", Samples.YES)),
                    null);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// @param expected with single quotes for double ones
    public static void assertSends(
            ChannelAdapter adapter, String address, RenderedMessage content, String expected) {
        assertThat(read(adapter.preview(Samples.to(address, content))))
                .isEqualTo(read(expected.replace('\'', '"')));
    }

    public static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }
}
