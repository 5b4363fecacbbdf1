package org.parley.server.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.parley.server.ParleyApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// One node on fresh stores behind a real port; shared by all tests that carry this.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ParleyApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // One node has what any test needs: another setting would be another node.
        properties = {
            "parley.channels.viber.token=t0ken",
            "parley.channels.viber.sender-name=Shop",
            "parley.channels.whatsapp.access-token=token",
            "parley.channels.whatsapp.phone-number-id=1",
            "parley.channels.whatsapp.verify-token=verify",
            "parley.channels.whatsapp.app-secret=" + ServerTest.APP_SECRET
        })
@ContextConfiguration(initializers = FreshStores.class)
@Import({Callers.class, EchoController.class})
public @interface ServerTest {
    /// What Meta would sign webhooks with.
    String APP_SECRET = "secret-of-the-app";
}
