package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.Pace;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.email.EmailCompiler.CompiledMail;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import org.parley.core.content.Part.Image;
import org.parley.core.content.RenderedMessage;

class EmailCompilerTest {

    private static final URI UNSUBSCRIBE = URI.create("https://parley.example/u/t0ken?a=1&b=2");

    private final EmailSettings settings =
            new EmailSettings(
                    "main",
                    "localhost",
                    25,
                    new EmailSettings.Login("user", new Secret("hush")),
                    true,
                    "news@shop.example",
                    "Shop für alle",
                    "service@shop.example",
                    new Pace(1, 1));
    private final EmailCompiler compiler =
            new EmailCompiler(
                    settings,
                    null,
                    Session.getInstance(new Properties()),
                    Clock.fixed(Instant.parse("2026-11-21T09:05:03Z"), ZoneOffset.UTC));

    @Test
    void writesTheHeaders() throws Exception {
        MimeMessage mail = mail(Samples.content("Hello", null), UNSUBSCRIBE);

        assertThat(mail.getHeader("From", null))
                .isEqualTo("=?UTF-8?Q?Shop_f=C3=BCr_alle?= <news@shop.example>");
        assertThat(mail.getHeader("Reply-To", null)).isEqualTo("service@shop.example");
        assertThat(mail.getHeader("To", null)).isEqualTo("anna@customers.example");
        assertThat(mail.getSubject()).isEqualTo("A subject");
        assertThat(mail.getHeader("Date", null)).isEqualTo("Sat, 21 Nov 2026 09:05:03 +0000");
        assertThat(mail.getHeader("Message-ID", null)).isEqualTo("<30064771114.main@shop.example>");
        assertThat(mail.getHeader("MIME-Version", null)).isEqualTo("1.0");
        assertThat(MimeUtility.unfold(mail.getHeader("List-Unsubscribe", null)))
                .isEqualTo("<https://parley.example/u/t0ken?a=1&b=2>");
        assertThat(mail.getHeader("List-Unsubscribe-Post", null))
                .isEqualTo("List-Unsubscribe=One-Click");
    }

    @Test
    void writesTextAndHtmlAsAlternativesHtmlLast() throws Exception {
        MimeMessage mail =
                mail(
                        Samples.content(
                                "Hello & <welcome>\n\nSecond\nline \ud83c\udf81",
                                new Image(
                                        URI.create("https://shop.example/a.png?x=1&y=2"),
                                        "\"Spring\"",
                                        null),
                                Samples.SHOP,
                                Samples.YES,
                                new Button.Url(
                                        "<b>More</b>",
                                        URI.create("https://t.example/r/x?a=1&b=2"))),
                        UNSUBSCRIBE);

        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        BodyPart text = parts.getBodyPart(0);
        assertThat(text.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(text.getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        Hello & <welcome>

                        Second
                        line \ud83c\udf81

                        To the shop: https://t.example/r/AbC123

                        <b>More</b>: https://t.example/r/x?a=1&b=2

                        --\s
                        Unsubscribe: https://parley.example/u/t0ken?a=1&b=2
                        """);
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent().toString().replace("\r\n", "\n"))
                .contains("<p style=\"margin:0 0 16px;\">Hello &amp; &lt;welcome&gt;</p>")
                .contains("Second<br>\nline \ud83c\udf81")
                .contains(
                        "src=\"https://shop.example/a.png?x=1&amp;y=2\" alt=\"&quot;Spring&quot;\"")
                .contains("<a href=\"https://t.example/r/AbC123\"")
                .contains(">To the shop</a>")
                .contains("href=\"https://t.example/r/x?a=1&amp;b=2\"")
                .contains("&lt;b&gt;More&lt;/b&gt;")
                .contains("<a href=\"https://parley.example/u/t0ken?a=1&amp;b=2\"")
                .doesNotContain("<welcome>", "<b>", "<script", ">Yes<");
    }

    @Test
    void showsCardsOneBelowTheOther() throws Exception {
        MimeMessage mail =
                mail(
                        Samples.of(
                                new Part.Carousel(
                                        "New",
                                        List.of(
                                                Samples.card("Boots", "Warm", Samples.SHOP),
                                                new Part.Card(
                                                        Samples.LEAFLET,
                                                        "Leaflet",
                                                        null,
                                                        List.of(Samples.MORE),
                                                        null)),
                                        null)),
                        null);

        assertThat(html(mail))
                .contains("<img src=\"https://shop.example/spring.png\"")
                .contains("font-weight:600;\">Boots</p>")
                .contains("href=\"https://shop.example/spring.pdf\"", ">Spring.pdf</a>")
                .contains(">To the shop</a>", ">More</a>");
        assertThat(
                        ((MimeMultipart) mail.getContent())
                                .getBodyPart(0)
                                .getContent()
                                .toString()
                                .replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        New

                        Boots
                        Warm

                        To the shop: https://t.example/r/AbC123

                        Leaflet
                        https://shop.example/spring.pdf

                        More: https://t.example/r/DeF456
                        """);
    }

    @Test
    void writesListsAsLinesAndMediaAsLinks() throws Exception {
        assertThat(html(mail(Samples.of(Samples.SIZES), null)))
                .contains("Women<br>", "- Small: 34 to 36<br>", "- Large");
        assertThat(html(mail(Samples.of(Samples.FILM), null)))
                .contains("Look<br>")
                .contains("<a href=\"https://shop.example/spring.mp4\"");
        assertThat(html(mail(Samples.of(Samples.STORE), null)))
                .contains(
                        "<a href=\"https://www.google.com/maps/search/?api=1&amp;query=48.2%2C16.37\"");
    }

    @Test
    void leavesOutWhatThereIsNone() throws Exception {
        MimeMessage mail = mail(Samples.content("Hello", null), null);

        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
        assertThat(mail.getHeader("List-Unsubscribe-Post")).isNull();
        assertThat(html(mail)).doesNotContain("<img", "Unsubscribe");
    }

    @Test
    void promisesOneClickOverHttpsOnlyButForTheSameMachine() throws Exception {
        assertThat(
                        mail(
                                        Samples.content("Hello", null),
                                        URI.create("http://parley.example/u/x"))
                                .getHeader("List-Unsubscribe-Post"))
                .isNull();
        assertThat(
                        mail(
                                        Samples.content("Hello", null),
                                        URI.create("http://localhost:8080/u/x"))
                                .getHeader("List-Unsubscribe-Post"))
                .isNotNull();
    }

    @Test
    void letsNoValueStartAnotherHeader() throws Exception {
        MimeMessage mail =
                mail(
                        new RenderedMessage(
                                new Content(
                                        "Hi\r\nBcc: all@customers.example\n\nbody",
                                        new Part.Text("Hello")),
                                null),
                        null);

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Hi Bcc: all@customers.example body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@x.example",
                "anna@",
                "a b@x.example",
                "Anna <a@x.example>",
                "a@x.example, b@x.example",
                "anna\u00e4@x.example",
                "a@x.example\r\nBcc: b@x.example"
            })
    void refusesAnAddressThatIsNoMailbox(String address) {
        assertThat(
                        compiler.compile(
                                new OutboundMessage(
                                        Samples.ID,
                                        address,
                                        Samples.content("Hello", null),
                                        true,
                                        null)))
                .isInstanceOfSatisfying(
                        CompiledMail.Unfit.class,
                        it -> assertThat(it.refused().failure()).isEqualTo(FailureClass.RECIPIENT));
    }

    @Test
    void aPictureOfOnePointIsLoadedFromWhereItIsTold() throws Exception {
        URI pixel = URI.create("https://parley.example/o/token");
        assertThat(html(mail(compiler, pixel)))
                .contains("<img src=\"https://parley.example/o/token\" alt=\"\" width=\"1\"");
        assertThat(html(mail(Samples.content("Hello", null), null))).doesNotContain("<img");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROVIDER", "NONE"})
    void aPictureIsLeftOutWhereWeDoNotCountOpens(EmailSettings.Opens opens) throws Exception {
        EmailSettings.Feedback feedback = new EmailSettings.Feedback(opens, null, null);
        EmailCompiler silent =
                new EmailCompiler(
                        withFeedback(feedback),
                        null,
                        Session.getInstance(new Properties()),
                        Clock.systemUTC());
        assertThat(html(mail(silent, URI.create("https://parley.example/o/token"))))
                .doesNotContain("<img");
    }

    @Test
    void whatComesBackGoesToAnAddressOfItsOwn() {
        EmailSettings.Feedback feedback =
                new EmailSettings.Feedback(
                        EmailSettings.Opens.OWN,
                        "bounce.shop.example",
                        new Secret("0123456789abcdef"));
        EmailCompiler verp =
                new EmailCompiler(
                        withFeedback(feedback),
                        null,
                        Session.getInstance(new Properties()),
                        Clock.systemUTC());
        OutboundMessage message =
                Samples.to("anna@customers.example", Samples.content("Hello", null));
        OutgoingMail mail = ((CompiledMail.Ready) verp.compile(message)).mail();
        assertThat(mail.getEnvelopeFrom())
                .matches("30064771114\\.[0-9a-f]{16}@bounce.shop.example");
        assertThat(mail.messageId()).isEqualTo(mail.getEnvelopeFrom().replace("@bounce.", "@"));
    }

    @Test
    void asksForASubject() {
        RenderedMessage silent =
                new RenderedMessage(new Content(null, new Part.Text("Hello")), null);

        assertThat(unfit(silent)).startsWith("subject: ");
    }

    @Test
    void refusesWhatMailProgramsCut() {
        assertThat(unfit(Samples.content("<".repeat(30_000), null))).startsWith("body: ");
    }

    @Test
    void keepsItsPasswordOutOfPrint() {
        assertThat(settings.toString()).doesNotContain("hush");
    }

    private MimeMessage mail(RenderedMessage content, URI unsubscribe) throws Exception {
        CompiledMail compiled =
                compiler.compile(
                        new OutboundMessage(
                                Samples.ID, "anna@customers.example", content, true, unsubscribe));
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ((CompiledMail.Ready) compiled).mail().writeTo(wire);
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(wire.toByteArray()));
    }

    private static EmailSettings withFeedback(EmailSettings.Feedback feedback) {
        return new EmailSettings(
                "main",
                "127.0.0.1",
                25,
                null,
                false,
                "news@shop.example",
                "Shop",
                null,
                feedback,
                new Pace(1, 1));
    }

    private static MimeMessage mail(EmailCompiler compiler, URI pixel) throws Exception {
        CompiledMail compiled =
                compiler.compile(
                        new OutboundMessage(
                                Samples.ID,
                                "anna@customers.example",
                                Samples.content("Hello", null),
                                true,
                                null,
                                pixel));
        return ((CompiledMail.Ready) compiled).mail();
    }

    private String unfit(RenderedMessage content) {
        return ((CompiledMail.Unfit)
                        compiler.compile(Samples.to("anna@customers.example", content)))
                .refused()
                .detail();
    }

    private static String html(MimeMessage mail) throws Exception {
        return ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent().toString();
    }
}
