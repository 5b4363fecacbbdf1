package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.internal.LinkKey;
import org.parley.sql.testing.TestStores;

class LinksTest {

    private static final URI ADDRESS = URI.create("https://parley.example");
    private static final MessageId MESSAGE = new MessageId(Integer.MAX_VALUE, 12_345_678);

    private final DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
    private final LinkKey key = new LinkKey(dsl, new SecureRandom());
    private final TrackingLinks links = new TrackingLinks(ADDRESS, key);
    private final UnsubscribeLinks unsubscribes = new UnsubscribeLinks(ADDRESS, key);
    private final OpenLinks opens = new OpenLinks(ADDRESS, key);

    @Test
    void aTokenComesBackAsItWasSigned() {
        for (int index : new int[] {0, 1, 127, 128, 255}) {
            String token = token(links.linkFor(MESSAGE, index));
            assertThat(token).hasSize(28).matches("[A-Za-z0-9_-]+");
            assertThat(links.parse(token)).contains(new LinkRef(MESSAGE, 1, index));
        }
        assertThat(unsubscribes.parse(token(unsubscribes.linkFor(MESSAGE))))
                .contains(new LinkRef(MESSAGE, 1, 0));
        for (int step = 1; step <= 4; step++) {
            assertThat(links.parse(token(links.linkFor(MESSAGE, step, 9))))
                    .contains(new LinkRef(MESSAGE, step, 9));
        }
        assertThat(links.linkFor(MESSAGE, 0)).asString().startsWith("https://parley.example/r/");
        assertThatThrownBy(() -> links.linkFor(MESSAGE, 256))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneTokensPurposeIsNotTheOthers() {
        assertThat(unsubscribes.parse(token(links.linkFor(MESSAGE, 0)))).isEmpty();
        assertThat(links.parse(token(unsubscribes.linkFor(MESSAGE)))).isEmpty();
        String open = token(opens.linkFor(MESSAGE, 2));
        assertThat(opens.parse(open)).contains(new LinkRef(MESSAGE, 2, 0));
        assertThat(links.parse(open)).isEmpty();
        assertThat(unsubscribes.parse(open)).isEmpty();
        assertThat(opens.parse(token(links.linkFor(MESSAGE, 2, 0)))).isEmpty();
    }

    @Test
    void everyChangedCharacterIsRefused() {
        String token = token(links.linkFor(MESSAGE, 3));
        Random random = new Random(1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < token.length(); i++) {
            char other = alphabet.charAt(random.nextInt(64));
            if (other != token.charAt(i)) {
                assertThat(links.parse(token.substring(0, i) + other + token.substring(i + 1)))
                        .isEmpty();
            }
        }
        assertThat(links.parse("")).isEmpty();
        assertThat(links.parse(token + "A")).isEmpty();
        assertThat(links.parse("ä".repeat(28))).isEmpty();
    }

    @Test
    void nodesThatStartTogetherShareOneKey() {
        Set<String> tokens = ConcurrentHashMap.newKeySet();
        try (ExecutorService nodes = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                nodes.execute(() -> {
                    LinkKey own = new LinkKey(dsl, new SecureRandom());
                    tokens.add(token(new TrackingLinks(ADDRESS, own).linkFor(MESSAGE, 0)));
                });
            }
        }
        assertThat(tokens).hasSize(1);
    }

    private static String token(URI link) {
        return link.getPath().substring(3);
    }
}
