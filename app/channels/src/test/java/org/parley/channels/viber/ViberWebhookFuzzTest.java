package org.parley.channels.viber;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.channels.Pace;
import org.parley.channels.Secret;
import org.parley.channels.testing.WebhookFuzz;

class ViberWebhookFuzzTest {

    private static final List<String> BODIES =
            List.of(
                    "{\"event\":\"delivered\",\"timestamp\":1457764197627,\"message_token\":5741311803571721087,\"user_id\":\"u1==\",\"chat_hostname\":\"SN-CHAT-01_\"}",
                    "{\"event\":\"seen\",\"timestamp\":1457764197627,\"message_token\":491266184665523145,\"user_id\":\"u1==\"}",
                    "{\"event\":\"failed\",\"timestamp\":1457764197627,\"message_token\":4912661846655238145,\"user_id\":\"u1==\",\"desc\":\"failure description\"}",
                    "{\"event\":\"subscribed\",\"timestamp\":1457764197627,\"message_token\":4912661846655238145,\"user\":{\"id\":\"u1==\",\"name\":\"Anna\",\"country\":\"AT\",\"language\":\"de\",\"api_version\":1}}",
                    "{\"event\":\"unsubscribed\",\"timestamp\":1457764197627,\"user_id\":\"u1==\",\"message_token\":4912661846655238145}",
                    "{\"event\":\"conversation_started\",\"timestamp\":1457764197627,\"message_token\":1,\"type\":\"open\",\"user\":{\"id\":\"u1==\"},\"subscribed\":false}",
                    "{\"event\":\"message\",\"timestamp\":1457764197627,\"message_token\":4912661846655238145,\"sender\":{\"id\":\"u1==\",\"name\":\"Anna\"},\"message\":{\"type\":\"text\",\"text\":\"YES\",\"tracking_data\":\"30064771114;YES;NO\"},\"silent\":false}",
                    "{\"event\":\"message\",\"timestamp\":1457764197627,\"message_token\":5,\"sender\":{\"id\":\"u1==\"},\"message\":{\"type\":\"picture\",\"media\":\"https://viber.example/x\",\"text\":\"my shoes\"}}");

    @Test
    void whateverComesIsReadOrRefusedAndNothingForgedIsAuthentic() {
        try (ViberAccount account =
                new ViberAccount(
                        new ViberSettings(
                                "main",
                                ViberSettings.BASE_URI,
                                new Secret("445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9"),
                                "Shop",
                                null,
                                new Pace(1, 1)))) {
            WebhookFuzz.attack(account, "x-viber-content-signature", BODIES);
        }
    }
}
