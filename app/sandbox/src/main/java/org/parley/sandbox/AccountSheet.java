package org.parley.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.parley.sandbox.whatsapp.WhatsAppAccount;

/// What Parley needs to know to use the sandbox as its providers, for the control API.
final class AccountSheet {
    private AccountSheet() {}

    static Map<String, String> of(Sandbox sandbox) {
        SandboxAccounts accounts = sandbox.accounts();
        WhatsAppAccount whatsApp = accounts.whatsApp();
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("seed", Long.toString(sandbox.settings().seed()));
        sheet.put("viberBaseUri", sandbox.viberBaseUri().toString());
        sheet.put("viberToken", accounts.viberToken());
        sheet.put("whatsAppBaseUri", sandbox.whatsAppBaseUri().toString());
        sheet.put("whatsAppAccessToken", whatsApp.accessToken());
        sheet.put("whatsAppAppSecret", whatsApp.appSecret());
        sheet.put("whatsAppVerifyToken", whatsApp.verifyToken());
        sheet.put("whatsAppPhoneNumberId", whatsApp.phoneNumberId());
        sheet.put("whatsAppBusinessAccountId", whatsApp.businessAccountId());
        sheet.put("whatsAppDisplayPhoneNumber", whatsApp.displayPhoneNumber());
        sheet.put("smtpHost", sandbox.smtpHost());
        sheet.put("smtpPort", Integer.toString(sandbox.smtpPort()));
        sheet.put("smtpUser", accounts.mail().user());
        sheet.put("smtpPassword", accounts.mail().password());
        return sheet;
    }
}
