package org.parley.channels.whatsapp;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.channels.Pace;
import org.parley.channels.Secret;
import org.parley.channels.testing.WebhookFuzz;

class WhatsAppWebhookFuzzTest {

    private static final List<String> BODIES =
            Stream.of(
                            "'messages','value':{'messaging_product':'whatsapp','statuses':[{'id':'wamid.A','status':'delivered','timestamp':'1763751600','recipient_id':'436641234567','biz_opaque_callback_data':'30064771114','pricing':{'billable':true}}]}",
                            "'messages','value':{'statuses':[{'id':'wamid.A','status':'failed','timestamp':1763751600,'recipient_user_id':'US.134','errors':[{'code':131050,'title':'stopped'}]}]}",
                            "'messages','value':{'contacts':[{'wa_id':'436641234567'}],'messages':[{'from':'436641234567','id':'wamid.R','timestamp':'1763751600','type':'text','text':{'body':'STOP'}}]}",
                            "'messages','value':{'messages':[{'from_user_id':'US.134','id':'wamid.R','timestamp':'1763751600','type':'interactive','context':{'id':'wamid.A'},'interactive':{'type':'list_reply','list_reply':{'id':'W-S','title':'Small'}}}]}",
                            "'messages','value':{'messages':[{'from':'436641234567','id':'wamid.R','timestamp':'1763751600','type':'button','button':{'payload':'YES','text':'Yes'}},{'from':'436641234567','id':'wamid.I','timestamp':'1763751600','type':'image','image':{'id':'1','caption':'my shoes'}}]}",
                            "'user_preferences','value':{'user_preferences':[{'wa_id':'436641234567','category':'marketing_messages','value':'stop','timestamp':1763751600}]}",
                            "'message_template_status_update','value':{'event':'REJECTED','message_template_id':17,'message_template_name':'sale','message_template_language':'en-US','reason':'ABUSIVE_CONTENT'}",
                            "'message_template_quality_update','value':{'previous_quality_score':'GREEN','new_quality_score':'RED','message_template_name':'sale','message_template_language':'de'}",
                            "'template_category_update','value':{'previous_category':'UTILITY','new_category':'MARKETING','message_template_name':'sale','message_template_language':'de'}")
                    .map(change ->
                            ("{'object':'whatsapp_business_account','entry':[{'id':'1','time':1763751600,'changes':[{'field':"
                                            + change
                                            + "}]}]}")
                                    .replace('\'', '"'))
                    .toList();

    @Test
    void whateverComesIsReadOrRefusedAndNothingForgedIsAuthentic() {
        try (WhatsAppAccount account =
                new WhatsAppAccount(
                        new WhatsAppSettings(
                                "main",
                                WhatsAppSettings.BASE_URI,
                                "1",
                                new Secret("access"),
                                new Secret("app"),
                                new Secret("verify"),
                                new Pace(1, 1)))) {
            WebhookFuzz.attack(account, "x-hub-signature-256", BODIES);
        }
    }
}
